from . import backend, flow, portal
