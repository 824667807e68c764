"""Appointments as their customers see them: a link, and yes or no."""
