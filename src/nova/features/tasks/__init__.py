"""Tasks: what is to be done, for whom and by when; the board, checklists, comments."""
