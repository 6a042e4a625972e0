"""Durable work: rows that are due are worked off by a job, several at once, never one twice at a time.

Rows alone say what is left. A row is locked while it is worked on, by a transaction that ends with what came of it; so
when Odoo is killed, the lock goes with it, and the next job finds the row as it was. Work that others must see at once
is done in transactions of its own (`transactions.apart`).
"""

import logging
import threading
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from odoo.api import SUPERUSER_ID, Environment
from odoo.tools import SQL
from psycopg2.errors import SerializationFailure

from . import moments

_logger = logging.getLogger(__name__)

LONGEST_SECONDS = 45
"""How long a job goes on taking rows: Odoo thinks little of jobs that run for minutes."""
PATIENCE_SECONDS = 10
"""How long a job stays for rows that are due soon: Odoo would start it again after a minute only."""
NAP_SECONDS = 0.5
PENALTY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows of a model that are in a state are due at their `due_at`.

    Attributes:
        handle: takes one such row, locked, and changes it; what it raises is logged, and the row put off.
        cron: XML id of the job.
    """

    model: str
    state: str
    handle: Any
    cron: str
    at_once: int = 4


def work_off(env, queue):
    """Handle what is due, and what becomes due meanwhile or soon."""
    end, running, handled = time.monotonic() + LONGEST_SECONDS, {}, 0
    with ThreadPoolExecutor(queue.at_once, initializer=_name_thread, initargs=(env.cr.dbname,)) as pool:
        while time.monotonic() < end:
            # Tells Odoo that the job gets on, and begins a new transaction, which sees the rows as they are now.
            env["ir.cron"]._commit_progress(handled)
            due, soon = _look(env, queue, list(running.values()))
            for key in due:
                running[pool.submit(_one, env.registry, queue, key)] = key
            if not running and not soon:
                return
            handled = _nap(running)
    env.ref(queue.cron)._trigger()  # go on, once other jobs had their turn


def _look(env, queue, running):
    """Give the rows to begin now, and whether others are due soon."""
    now, soon = moments.stored(moments.now()), moments.after(PATIENCE_SECONDS)
    waiting = [("state", "=", queue.state), ("due_at", "<=", soon), ("id", "not in", running)]
    rows = env[queue.model].search_fetch(waiting, ["due_at"], order="due_at, id", limit=100)
    due = [row.id for row in rows if row.due_at <= now]
    return due[: queue.at_once - len(running)], bool(rows)


def _nap(running):
    """Wait for what is running, or for a moment; give how many rows were handled."""
    done, _ = wait(running, NAP_SECONDS, FIRST_COMPLETED)
    for each in done:
        del running[each]
    handled = sum(each.result() for each in done)
    if not (running or handled):
        time.sleep(NAP_SECONDS)
    return handled


def _one(registry, queue, key):
    """Lock a row and handle it; False when another has it or has finished it."""
    try:
        with registry.cursor() as cr:
            row = _claim(Environment(cr, SUPERUSER_ID, {}), queue, key)
            if row:
                queue.handle(row)
            return bool(row)
    except SerializationFailure:
        return False  # another has just changed it: it is looked at again
    except Exception:
        _logger.exception("%s %s could not be handled", queue.model, key)
        _put_off(registry, queue, key)
        return True


def _claim(env, queue, key):
    env.cr.execute(
        SQL(
            "SELECT id FROM %s WHERE id = %s AND state = %s AND due_at <= %s FOR UPDATE SKIP LOCKED",
            SQL.identifier(env[queue.model]._table),
            key,
            queue.state,
            moments.stored(moments.now()),
        ),
        log_exceptions=False,
    )
    return env[queue.model].browse([found for (found,) in env.cr.fetchall()])


def _put_off(registry, queue, key):
    with registry.cursor() as cr:
        row = Environment(cr, SUPERUSER_ID, {})[queue.model].browse(key).exists()
        row.write({"due_at": moments.after(PENALTY_SECONDS)})


def _name_thread(dbname):
    threading.current_thread().dbname = dbname  # Odoo's log lines name it
