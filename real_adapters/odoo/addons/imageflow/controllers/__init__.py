from . import flow, portal
