"""The live feed over plain HTTP; /api/asyncapi.json describes the websocket."""
