"""The shapes of bodies and answers that features share."""
