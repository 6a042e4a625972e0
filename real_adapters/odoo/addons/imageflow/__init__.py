"""AI images in Odoo: requests, their quota, their hand-over to n8n, and what comes back."""

from . import bundled  # isort: skip - what the others import is found through it
from . import controllers, models
