"""Methods that every model has, as clients call them."""

from stubs.odoo.orm.general import changing, describing, grouping, naming, reading, showing

LOADED = (changing, describing, grouping, naming, reading, showing)
