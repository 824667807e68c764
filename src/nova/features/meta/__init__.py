"""Health, metrics and reference words."""
