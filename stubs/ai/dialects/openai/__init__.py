"""OpenAI's Images API: generations, edits, streaming, models."""
