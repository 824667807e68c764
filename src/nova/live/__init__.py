"""The live feed: from the log of events to open websockets."""
