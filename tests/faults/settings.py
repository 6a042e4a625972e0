"""Settings of runs that need no large picture."""

from dataclasses import replace

from simulator.settings import Settings

SMALL = replace(Settings.from_environment(), ai_model="gpt-image-2")
"""A model that paints small pictures, and sends them as data."""
LINKS = replace(SMALL, ai_model="imageflow-link-1")
"""A model that answers with links."""
