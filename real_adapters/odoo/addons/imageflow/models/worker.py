"""Durable work: rows that are due are worked off by a scheduled action, and rows alone say what is left."""

import logging
import random
import time
from datetime import timedelta

from odoo import fields, models
from psycopg2 import OperationalError

from ..clock import naive, now

LINGER_SECONDS, PAUSE_SECONDS = 20, 0.2
"""How long an action stays for what falls due soon: Odoo's scheduler looks at the clock once a minute only."""
LONGEST_PAUSE, PENALTY_SECONDS = 60, 30

_logger = logging.getLogger(__name__)


class Worker(models.AbstractModel):
    """Rows with `state` and `due_at`: each is worked off when it is due, in transactions of its own.

    A killed Odoo goes on from the rows. One that fails unforeseen is logged and tried again later.
    """

    _name = "imageflow.worker"
    _description = "Durable Work"
    _unfinished = "waiting"

    due_at = fields.Datetime("Due", required=True, readonly=True, index=True, default=fields.Datetime.now)
    attempts = fields.Integer(readonly=True)
    note = fields.Char(readonly=True)

    def _handle(self) -> float | None:
        """Work one row off; give the seconds until its next try, or None when it is finished."""
        raise NotImplementedError

    def _cron(self) -> models.Model:
        """Give the scheduled action that works the rows off."""
        raise NotImplementedError

    def _wake(self) -> None:
        """Have the rows worked off as soon as this transaction is committed."""
        self._cron()._trigger()

    def _run(self) -> None:
        """Work off what is due or falls due soon; then leave until woken, or until the next is due."""
        end = time.monotonic() + LINGER_SECONDS
        while True:
            for row in self.search(self._due_now()):
                row._work()
            self.env.cr.commit()  # else this transaction would not see what others commit
            if time.monotonic() > end or not self.search_count(self._due_soon(), limit=1):
                break
            self.env.cr.commit()
            time.sleep(PAUSE_SECONDS)
        following = self.search([("state", "=", self._unfinished)], order="due_at", limit=1)
        if following:
            self._cron()._trigger(at=following.due_at)

    def _due_now(self) -> list:
        return [("state", "=", self._unfinished), ("due_at", "<=", fields.Datetime.now())]

    def _due_soon(self) -> list:
        soon = naive(now() + timedelta(seconds=LINGER_SECONDS))
        return [("state", "=", self._unfinished), ("due_at", "<=", soon)]

    def _work(self) -> None:
        try:
            if not self._is_mine():
                return
            pause = self._handle()
            if pause is not None:
                self._again(pause)
            self.env.cr.commit()
        except OperationalError as error:  # another transaction was there first: what it did is seen next time
            self.env.cr.rollback()
            _logger.info("%s is tried again: %s", self, error)
        except Exception:
            self.env.cr.rollback()
            _logger.exception("%s could not be worked off", self)
            self._again(PENALTY_SECONDS)
            self.env.cr.commit()

    def _is_mine(self) -> bool:
        """Lock the row, and tell whether it still waits: nobody else works on it until the next commit."""
        self.env.cr.execute(
            f"SELECT 1 FROM {self._table} WHERE id = %s AND state = %s FOR UPDATE SKIP LOCKED",  # noqa: S608
            [self.id, self._unfinished],
        )
        return self.env.cr.fetchone() is not None

    def _again(self, pause: float) -> None:
        self.due_at = naive(now() + timedelta(seconds=pause))


def pause_before(attempt: int, retry_after: str | None = None) -> float:
    """Give the seconds before the next try: twice as long each time up to a minute, or what `Retry-After` says."""
    jitter = random.uniform(0.8, 1.2)  # noqa: S311 - no secret
    pause = min(LONGEST_PAUSE, 2 ** min(attempt - 1, 10)) * jitter
    if retry_after and retry_after.isascii() and retry_after.isdigit() and len(retry_after) < 6:
        return max(pause, min(float(retry_after), 3600))
    return pause
