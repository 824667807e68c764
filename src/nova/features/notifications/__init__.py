"""What a user should know."""
