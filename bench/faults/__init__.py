"""The whole path of an event under faults: writers, log, relay, websockets, clients that resume."""
