"""What matching costs, beside the ways it replaces."""
