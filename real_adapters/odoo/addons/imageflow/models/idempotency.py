"""The first answer to a submit, replayed for the same `Idempotency-Key` and body."""

import hashlib
import hmac

from odoo import fields, models

from contracts.problems import Problem, ProblemCode

from .inserting import insert

LONGEST_KEY = 255


class Idempotency(models.Model):
    """A key that a user sent, and what was answered to it."""

    _name = "imageflow.idempotency"
    _description = "Idempotency Key"
    _rec_name = "key"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    key = fields.Char(required=True, readonly=True)
    body_digest = fields.Char(required=True, readonly=True)
    answer = fields.Text(readonly=True)

    _key_unique = models.Constraint("UNIQUE(user_id, key)", "This key was used before.")

    def _begin(self, key: str | None, body: bytes) -> "Idempotency | bytes":
        """Take a key for the user; give its row, an empty one without a key, or the first answer when there is one.

        Raises:
            Problem: `invalid`, `idempotency_mismatch`, or `in_progress` as long as the first one runs.
        """
        if key is None:
            return self.browse()
        if not (1 <= len(key) <= LONGEST_KEY and key.isprintable()):
            raise Problem(ProblemCode.INVALID, "An Idempotency-Key is 1 to 255 printable characters.")
        self.env.cr.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [self.env.uid, key])
        if not self.env.cr.fetchone()[0]:
            raise Problem(ProblemCode.IN_PROGRESS, "The first request with this key still runs: ask again.")
        digest = hashlib.sha256(body).hexdigest()
        row = insert(self, {"user_id": self.env.uid, "key": key, "body_digest": digest})
        return self._first(key, digest) if row is None else row

    def _first(self, key: str, digest: str) -> bytes:
        # The row may be younger than what this transaction sees.
        with self.pool.cursor() as fresh:
            fresh.execute(
                "SELECT body_digest, answer FROM imageflow_idempotency WHERE user_id = %s AND key = %s",
                [self.env.uid, key],
            )
            known, answer = fresh.fetchone()
        if not hmac.compare_digest(known, digest):
            raise Problem(ProblemCode.IDEMPOTENCY_MISMATCH, "Use a new Idempotency-Key for another body.")
        return answer.encode()
