"""The quota is the sum of what was asked for, completed and given back."""

from collections import defaultdict
from dataclasses import dataclass, field

from contracts.evidence import Entry, Evidence
from contracts.invariants.reading import Mismatches, need
from contracts.invariants.registry import invariant


@dataclass(slots=True)
class Account:
    """What a user's quota of a period must read, given what was seen since the first snapshot."""

    used: int | None = None
    reserved: int = 0
    open: dict[str, int] = field(default_factory=dict)


@invariant("quota_adds_up", required=True)
def quota_adds_up(evidence: Evidence) -> None:
    """Quota used is images of completed requests, reserved is images of open ones, and both keep the limit."""
    need(evidence, "I02", "I10")
    wrong = Mismatches()
    accounts: dict[tuple[object, str], Account] = defaultdict(Account)
    places: dict[str | None, tuple[object, str]] = {}
    for entry in evidence.of("I02", "I10"):
        quota = entry.facts.get("quota")
        if quota is None:
            continue
        place = places.setdefault(entry.correlation_id, (entry.facts.get("user"), quota["resets_at"]))
        _follow(accounts[place], entry, wrong)
    wrong.settle()


def _follow(account: Account, entry: Entry, wrong: Mismatches) -> None:
    quota, request = entry.facts["quota"], entry.correlation_id or ""
    if account.used is None:
        _begin(account, entry)
    if entry.interaction == "I02":
        account.open[request] = int(entry.facts["n"])
        account.reserved += account.open[request]
    else:
        n = account.open.pop(request, 0)
        account.reserved -= n
        if entry.facts["status"] == "completed":
            account.used = (account.used or 0) + n
    expected, found = (account.used, account.reserved), (quota["used"], quota["reserved"])
    if expected != found:
        wrong.add(
            f"After {entry.interaction} of request {request} the quota reads {found[0]} used and {found[1]} reserved; "
            f"{expected[0]} and {expected[1]} add up.",
            entry,
        )
    if quota["used"] + quota["reserved"] > quota["limit"]:
        wrong.add(f"After {entry.interaction} of request {request} the quota is over its limit.", entry)


def _begin(account: Account, entry: Entry) -> None:
    """Take the first snapshot as given: what came before it, this journal does not show."""
    quota, n = entry.facts["quota"], int(entry.facts.get("n", 0))
    if entry.interaction == "I02":
        account.used, account.reserved = quota["used"], quota["reserved"] - n
    else:
        n = len(entry.facts.get("images", []))
        account.used, account.reserved = quota["used"] - n, quota["reserved"] + n
        account.open[entry.correlation_id or ""] = n
