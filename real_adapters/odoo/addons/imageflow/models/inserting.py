"""Rows of which there can be one only, inserted while others may insert the same."""

from odoo import fields, models
from odoo.tools import SQL
from psycopg2.errors import UniqueViolation


def insert(rows: models.Model, values: dict) -> models.Model | None:
    """Insert a row and give its record; None when there is one like it.

    It waits for a transaction that has inserted one and has not ended. What is there already may be younger than what
    this transaction sees: read it with a cursor of its own. In SQL, since the ORM would log each clash as an error.

    Args:
        rows: of the model.
        values: of every column that has no default in the database.
    """
    values = {**values, "create_uid": rows.env.uid, "create_date": fields.Datetime.now()}
    query = SQL(
        "INSERT INTO %s (%s) VALUES %s RETURNING id",
        SQL.identifier(rows._table),
        SQL(", ").join(map(SQL.identifier, values)),
        tuple(values.values()),
    )
    cursor = rows.env.cr
    rows.env.flush_all()
    try:
        with cursor.savepoint(flush=False):
            cursor.execute(query, log_exceptions=False)
            (identity,) = cursor.fetchone()
    except UniqueViolation:
        return None
    return rows.browse(identity)
