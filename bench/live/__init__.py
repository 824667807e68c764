"""What the live feed costs those who write and what it gives those who listen."""
