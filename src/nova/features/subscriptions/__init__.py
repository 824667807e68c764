"""Plans and one's own subscription."""
