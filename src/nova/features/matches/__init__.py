"""Where an offer meets a request."""
