"""Accounts: registering, logging in, sessions, codes and passwords."""
