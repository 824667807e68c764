"""A broker's stock."""
