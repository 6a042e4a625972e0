"""Time zones by name, as tables that the engine's DateTime reads: the host's `zoneinfo` knows them."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_FIRST, _LAST = 1900, 2100
_STEP = timedelta(days=14)


@cache
def zone_table(name: str) -> dict[str, Any] | None:
    """Give `starts` (ms since 1970, the first for all time before), the `offsets` (minutes) and `names` from each on.

    None when there is no such zone.
    """
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    at = datetime(_FIRST, 1, 1, tzinfo=UTC)
    end = datetime(_LAST, 1, 1, tzinfo=UTC)
    rules = [(at, _rule(at, zone))]
    while at < end:
        following = at + _STEP
        if _rule(following, zone) != rules[-1][1]:
            change = _change(at, following, zone)
            rules.append((change, _rule(change, zone)))
        at = following
    return {
        "starts": [int(start.timestamp()) * 1000 for start, _ in rules],
        "offsets": [rule[0] for _, rule in rules],
        "names": [rule[1] for _, rule in rules],
        "dst": [rule[2] for _, rule in rules],
    }


def _rule(at: datetime, zone: ZoneInfo) -> tuple[float, str, bool]:
    local = at.astimezone(zone)
    offset = (local.utcoffset() or timedelta()).total_seconds() / 60
    return offset, local.tzname() or "", bool(local.dst())


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Find the second at which the rule of `before` ends."""
    old = _rule(before, zone)
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if _rule(datetime.fromtimestamp(middle, UTC), zone) == old:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)
