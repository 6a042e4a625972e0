"""Calls of a real Odoo's RPC, recorded and held against the stub."""
