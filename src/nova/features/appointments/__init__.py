"""Appointments: visits and meetings, when people work, and when they can be met."""
