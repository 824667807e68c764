"""What runs beside the API: messages, matching, figures, housekeeping."""
