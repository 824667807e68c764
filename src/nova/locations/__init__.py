"""Saudi regions, cities and districts: reference data."""
