"""The quota is the sum of what was asked for, completed and given back."""

from collections import defaultdict
from dataclasses import dataclass, field

from contracts.evidence import Entry, Evidence
from contracts.invariants.reading import Mismatches, need, short
from contracts.invariants.registry import invariant


@dataclass(slots=True)
class Account:
    """What a user's quota of a period must read, given what was seen since the first snapshot."""

    used: int = 0
    reserved: int = 0
    begun: bool = False
    open: dict[str | None, int] = field(default_factory=dict)


@invariant("quota_adds_up", required=True)
def quota_adds_up(evidence: Evidence) -> None:
    """Quota used is images of completed requests, reserved is images of open ones, and both keep the limit."""
    need(evidence, "I02", "I10")
    wrong = Mismatches("The quota does not add up")
    accounts: dict[tuple[object, str], Account] = defaultdict(Account)
    places: dict[str | None, tuple[object, str]] = {}
    accepted = {entry.correlation_id for entry in evidence.of("I02")}
    for entry in evidence.of("I02", "I10"):
        quota = entry.facts.get("quota")
        if quota is None:
            _forget(accounts, entry.facts.get("user"))
            continue
        # A request's quota is settled in the period it came from, whichever period it ends in.
        place = places.setdefault(entry.correlation_id, (entry.facts.get("user"), quota["resets_at"]))
        account = accounts[place]
        if entry.correlation_id in accepted:
            _follow(account, entry)
            _compare(account, entry, wrong)
        else:
            _take(account, entry)
        if quota["used"] + quota["reserved"] > quota["limit"]:
            wrong.add(f"After {entry.interaction} of {_name(entry)} the quota is over its limit.", entry)
    wrong.settle()


def _forget(accounts: dict[tuple[object, str], Account], user: object) -> None:
    """Begin anew for a user of whom a change was told without its numbers: the next snapshot is taken as given."""
    for place in [place for place in accounts if place[0] == user]:
        del accounts[place]


def _follow(account: Account, entry: Entry) -> None:
    if not account.begun:
        _take(account, entry)
        if entry.interaction == "I02":
            account.reserved -= int(entry.facts["n"])
    if entry.interaction == "I02":
        account.open[entry.correlation_id] = n = int(entry.facts["n"])
        account.reserved += n
    else:
        n = account.open.pop(entry.correlation_id, 0)
        account.reserved -= n
        account.used += n if entry.facts["status"] == "completed" else 0


def _take(account: Account, entry: Entry) -> None:
    """Take a snapshot as given: it counts requests from before this journal, which does not show their n."""
    account.used, account.reserved, account.begun = entry.facts["quota"]["used"], entry.facts["quota"]["reserved"], True


def _compare(account: Account, entry: Entry, wrong: Mismatches) -> None:
    quota = entry.facts["quota"]
    if (account.used, account.reserved) != (quota["used"], quota["reserved"]):
        wrong.add(
            f"After {entry.interaction} of {_name(entry)} the quota reads {quota['used']} used and "
            f"{quota['reserved']} reserved; {account.used} and {account.reserved} add up.",
            entry,
        )


def _name(entry: Entry) -> str:
    name = short(entry.correlation_id)
    return name[0].lower() + name[1:]
