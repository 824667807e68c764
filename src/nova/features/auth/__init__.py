"""Accounts, sessions, codes and passwords."""
