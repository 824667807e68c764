"""Saudi regions, cities and districts."""
