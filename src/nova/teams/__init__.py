"""Teams, their members and rights, and invitations."""
