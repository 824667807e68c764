"""Appointments: visits and meetings, once or as a series, and when people can be met."""
