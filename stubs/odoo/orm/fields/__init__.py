"""The kinds of field that a model declares."""

from stubs.odoo.orm.fields.base import Field
from stubs.odoo.orm.fields.binary import Binary
from stubs.odoo.orm.fields.relational import Many2many, Many2one, Many2oneReference, One2many, Relation
from stubs.odoo.orm.fields.simple import Boolean, Float, Id, Integer, Json, Language, Selection
from stubs.odoo.orm.fields.temporal import Date, Datetime
from stubs.odoo.orm.fields.textual import Char, Html, Text

__all__ = [
    "Binary",
    "Boolean",
    "Char",
    "Date",
    "Datetime",
    "Field",
    "Float",
    "Html",
    "Id",
    "Integer",
    "Json",
    "Language",
    "Many2many",
    "Many2one",
    "Many2oneReference",
    "One2many",
    "Relation",
    "Selection",
    "Text",
]
