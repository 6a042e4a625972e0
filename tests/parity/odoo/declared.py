"""Differences from a real Odoo that are known and stay: for each story, calls with the reason."""

DECLARED: dict[str, dict[str, str]] = {}
