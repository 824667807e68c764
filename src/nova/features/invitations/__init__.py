"""Asking people to join a team."""
