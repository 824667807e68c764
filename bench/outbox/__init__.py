"""What it costs to send messages, and what is lost or doubled when everything fails."""
