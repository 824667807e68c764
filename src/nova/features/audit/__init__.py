"""What administrators must answer for."""
