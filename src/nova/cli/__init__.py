"""The `nova` command: what a developer, an operator and a DBA type."""
