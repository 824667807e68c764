"""How fast the request path is, and where its time goes. README.md says how to read it."""
