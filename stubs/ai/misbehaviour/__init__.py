"""What the service can be told to do wrong; by header, by a mark in the prompt, or by the control routes."""
