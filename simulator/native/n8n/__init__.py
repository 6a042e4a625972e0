"""A real n8n on this machine: installed from npm, brought up with owner and API key, and taken down."""

from simulator.native.n8n.running import Up, Wanted, down, up

__all__ = ["Up", "Wanted", "down", "up"]
