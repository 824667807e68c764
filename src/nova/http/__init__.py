"""The request path: from the socket to the statement, and the answer back."""
