"""How long others wait beside one stranger, or one account, that does its worst."""
