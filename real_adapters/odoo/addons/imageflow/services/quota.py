"""A user's images in a calendar month: reserved at submit, used when completed, given back when failed.

Numbers are given out by inserting rows (`imageflow.quota.slot`), in ascending order: whoever meets a number that
another transaction is taking waits for its end, and takes the number if that one rolled back. So any number of
concurrent submissions gets exactly what is granted, and none fails by another's commit.
"""

from collections import Counter

from psycopg2.errors import UniqueViolation

from ..contracts.kit.periods import period_of
from ..contracts.messages.submission import quota_of
from . import moments, settings
from .transactions import insert


class QuotaExceeded(Exception):
    """More images were asked for than are left; `left` is the quota as it stands."""

    def __init__(self, left):
        """Name what is left."""
        super().__init__(f"{left.remaining} images are left until {left.resets_at}.")
        self.left = left


def reserve(env, request):
    """Set a request's images aside; give the quota with them (`contracts.messages.submission.Quota`).

    Raises:
        QuotaExceeded: that would pass what is granted; some may have been set aside, so roll back.
    """
    user_id, period, n = request.user_id.id, request.period, request.n
    granted = _open(env, user_id, period)
    states = _slots(env, user_id, period)
    taken, got = Counter(states.values()), 0
    for number in range(1, granted + 1):
        if got == n or granted - taken.total() < n:
            break
        if number in states:
            continue
        slot = {"user_id": user_id, "period": period, "number": number, "request_id": request.id, "state": "reserved"}
        if _insert(env, "imageflow.quota.slot", **slot):
            got += 1
        else:
            taken["reserved"] += 1  # by a transaction that this one can't see yet
    if got < n:
        raise QuotaExceeded(quota_of(period, granted, taken["used"], taken["reserved"]))
    return quota_of(period, granted, taken["used"], taken["reserved"] + n)


def use(env, request):
    """Turn a request's reserved images into used ones."""
    env["imageflow.quota.slot"].search([("request_id", "=", request.id)]).write({"state": "used"})


def give_back(env, request):
    """Free a request's reserved images in the month that they came from."""
    env["imageflow.quota.slot"].search([("request_id", "=", request.id), ("state", "=", "reserved")]).unlink()


def show(env, user_id, period=None):
    """Give a user's quota in a month, the present one unless named."""
    period = period or period_of(moments.now())
    taken = Counter(_slots(env, user_id, period).values())
    quota = env["imageflow.quota"].search([("user_id", "=", user_id), ("period", "=", period)])
    granted = quota.granted if quota else settings.read(env).quota
    return quota_of(period, granted, taken["used"], taken["reserved"])


def grant(env):
    """Let the limit of the settings hold for everybody in the month that has begun."""
    period = period_of(moments.now())
    env["imageflow.quota"].search([("period", "=", period)]).write({"granted": settings.read(env).quota})


def _slots(env, user_id, period):
    slots = env["imageflow.quota.slot"].search_fetch(
        [("user_id", "=", user_id), ("period", "=", period)], ["number", "state"]
    )
    return {slot.number: slot.state for slot in slots}


def _open(env, user_id, period):
    """Open a user's month on their first request in it; give what is granted."""
    quota = env["imageflow.quota"].search([("user_id", "=", user_id), ("period", "=", period)])
    if quota:
        return quota.granted
    granted = settings.read(env).quota
    _insert(env, "imageflow.quota", user_id=user_id, period=period, granted=granted)
    return granted


def _insert(env, model, **values):
    """Insert a row; False when another has been faster, which this transaction can't see."""
    try:
        with env.cr.savepoint(flush=False):
            insert(env, model, **values)
    except UniqueViolation:
        return False
    return True
