"""Nova beside what a user would pick instead: the same work, machine and round."""
