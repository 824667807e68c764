"""Payments: saved methods, the page one pays on, what providers tell, what differs."""
