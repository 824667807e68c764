"""Calendars followed from elsewhere: one's appointments and tasks as iCalendar (RFC 5545)."""
