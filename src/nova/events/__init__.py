"""The live feed over plain HTTP: long poll, server-sent events, and tickets for them."""
