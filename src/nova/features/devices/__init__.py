"""Devices that one is told on by push."""
