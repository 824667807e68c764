"""What customers agree to: promotions by a channel, till they take it back."""
