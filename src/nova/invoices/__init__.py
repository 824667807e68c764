"""Invoices as documents: the page that people read, and the code that machines read."""
