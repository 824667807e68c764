"""What is refused, and in which words; nothing here knows a framework."""
