"""Signing, state transitions and safe download, without pydantic: the Odoo addon ships these same files."""
