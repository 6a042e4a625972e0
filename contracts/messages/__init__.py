"""The messages that cross between participants, as strict pydantic models with JSON Schema."""
