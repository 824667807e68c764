"""The people a broker serves."""
