"""The flow's part in Odoo: portal's API, service, gateway and core (I01 to I04, I07 to I11)."""

from . import controllers, models, wizards
from .hooks import forget_settings, make_first_secret
