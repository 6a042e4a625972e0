"""The four systems, offline, speaking the real products' own wire formats."""
