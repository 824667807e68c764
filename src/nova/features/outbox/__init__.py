"""Messages that went out by e-mail and SMS, or did not."""
