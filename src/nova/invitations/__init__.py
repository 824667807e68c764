"""Asking people to join a team, and their answers."""
