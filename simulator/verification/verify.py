"""One verification from the first look to its findings."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from contracts.participants import System
from contracts.ports.system import CouldNotCheck
from contracts.timestamps import to_text
from simulator.clock import RunClock
from simulator.entropy import RunEntropy
from simulator.journal.redaction import Redactor
from simulator.serving import bind
from simulator.verification.advice import advice_for
from simulator.verification.announcing import announce
from simulator.verification.asked import Asked
from simulator.verification.collecting import Budget, Collector
from simulator.verification.comparing import compare
from simulator.verification.finding import Finding, Verification
from simulator.verification.playing import play, play_on_stubs
from simulator.verification.preflight import look
from simulator.version import product_version

MOST_COMPARED = 30
"""Scenarios that are played on the stubs as well, to tell the differences."""
MINUTES_TO_COMPARE = 5


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told of a verification as it goes on.

    Attributes:
        versions: told what the endpoints say that they are.
        found: told each finding, and how many there will be.
    """

    versions: Callable[[dict[System, str]], None]
    found: Callable[[Finding, int], None]


def verify(asked: Asked, watcher: Watcher) -> Verification:
    """Look at the endpoints, play the features against them, and compare what did not hold with the stubs.

    Raises:
        SettingsError: a port that the endpoint was told of is taken.
        CouldNotCheck: an endpoint does not answer, or not as such a system would.
        KeyboardInterrupt: somebody stopped it.
    """
    clock, began = RunClock(), time.monotonic()
    started = to_text(clock.now())
    redactor = Redactor(asked.settings.secrets() | _secrets(asked))
    versions = {each: redactor.text(look(each, url, asked.settings)) for each, url in asked.topology.real.items()}
    watcher.versions(versions)
    for system, port in asked.topology.ports.items():
        bind(asked.topology.host, port, system.value).close()
    budget = Budget(asked.max_minutes * 60, asked.max_requests)
    collector = Collector(lambda found: watcher.found(found, collector.total), redactor, budget)
    play(asked, collector)
    if not collector.findings:
        raise CouldNotCheck(f"no scenario says {asked.only!r}: leave --only out, or name words of a scenario.")
    findings = _advised(_compared(collector, redactor), asked)
    return Verification(
        systems={each.value: redactor.text(url) for each, url in asked.topology.real.items()},
        versions={each.value: version for each, version in versions.items()},
        findings=findings,
        plan=announce(asked),
        started_at=started,
        seconds=round(time.monotonic() - began, 1),
        version=product_version(),
        run=RunEntropy().token(6),
    )


def _secrets(asked: Asked) -> frozenset[str]:
    """Give what else stands in the environment of the verification and must stand in nothing written."""
    names = ("KEY", "SECRET", "PASSWORD", "TOKEN")
    return frozenset(value for name, value in asked.exports.items() if any(each in name for each in names))


def _compared(collector: Collector, redactor: Redactor) -> list[Finding]:
    """Play what failed on the stubs too, and note where they differ."""
    failed = [node for node, each in collector.findings.items() if each.verdict == "failed"][:MOST_COMPARED]
    if not failed:
        return list(collector.findings.values())
    journals = _Journals(redactor, failed)
    play_on_stubs(failed, journals)
    return [
        replace(each, differences=compare(journals.journals[node], collector.journals[node]))
        if node in journals.journals and node in failed
        else each
        for node, each in collector.findings.items()
    ]


class _Journals(Collector):
    """Keeps the journals of scenarios that held, too."""

    def __init__(self, redactor: Redactor, only: list[str]) -> None:
        """Play these alone, for a bounded time."""
        super().__init__(lambda _: None, redactor, Budget(MINUTES_TO_COMPARE * 60, 10**9), only)
        self.keep_all = True


def _advised(findings: list[Finding], asked: Asked) -> tuple[Finding, ...]:
    return tuple(
        replace(each, advice=advice_for(each, asked.systems)) if each.verdict == "failed" else each for each in findings
    )
