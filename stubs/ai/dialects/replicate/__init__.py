"""Replicate: predictions that end later."""
