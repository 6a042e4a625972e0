"""Work that others' commits may get in the way of, under PostgreSQL's REPEATABLE READ.

There a transaction sees what was committed before it began: what another has committed since shows only as a failure to
insert or update the same row. The answer is to do the work again in a new transaction, at once: the other has ended.

Where such failures are usual, rows are locked and inserted by `lock` and `insert`: the ORM would log each as an error.
"""

from odoo.api import Environment
from odoo.tools import SQL
from psycopg2.errors import DeadlockDetected, SerializationFailure, UniqueViolation

CONFLICTS = (UniqueViolation, SerializationFailure, DeadlockDetected)
TRIES = 10


def afresh(env, work):
    """Do work in this transaction, which has changed nothing yet; again in a new one when another got in its way.

    Args:
        env: whose cursor is rolled back between tries.
        work: takes nothing; it may be called several times.
    """
    tries = 0
    while True:
        try:
            with env.cr.savepoint():
                return work()
        except CONFLICTS:
            tries += 1
            if tries == TRIES:
                raise
            env.cr.rollback()
            env.invalidate_all(flush=False)


def apart(env, work):
    """Do work in a transaction of its own, committed when it returns; it is given that transaction's environment."""
    with env.registry.cursor() as cr:
        own = Environment(cr, env.uid, dict(env.context), env.su)
        return afresh(own, lambda: work(own))


def lock(record):
    """Keep others from changing a record until this transaction ends; raises when one has, since this one began."""
    table = SQL.identifier(record._table)
    record.env.cr.execute(SQL("SELECT FROM %s WHERE id = %s FOR NO KEY UPDATE", table, record.id), log_exceptions=False)


def insert(env, model, **values):
    """Insert a row of plain columns, give its record; raises `UniqueViolation` when there is one like it.

    Waits for the end of another transaction that has inserted one like it and may still roll back.
    """
    values |= {"create_uid": env.uid, "create_date": env.cr.now()}
    statement = SQL(
        "INSERT INTO %s (%s) VALUES %s RETURNING id",
        SQL.identifier(env[model]._table),
        SQL(", ").join(map(SQL.identifier, values)),
        tuple(values.values()),
    )
    env.cr.execute(statement, log_exceptions=False)
    return env[model].browse(env.cr.fetchone())
