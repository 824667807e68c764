"""Properties offered to other brokers, and the marketplace."""
