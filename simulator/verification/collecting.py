"""A pytest plugin that makes a finding of each scenario, from what its journal holds and how it ended."""

import re
import time
from collections.abc import Callable, Collection, Generator
from typing import Any

import pytest
from pytest_bdd.scenario import scenario_wrapper_template_registry

from contracts.evidence import Entry, Verdict
from contracts.interactions import INTERACTIONS
from contracts.requirements import REQUIREMENTS
from simulator.journal.redaction import Redactor
from simulator.verification.evidence import proofs_of, title_of
from simulator.verification.finding import Finding

JOURNAL = pytest.StashKey[tuple[Entry, ...]]()
"""Where a scenario leaves its journal."""
SERVICE = "served"
"""The tag of scenarios that speak to one system directly."""
UNCHECKED = "could not check: "
LONGEST_REASON = 600
_MODE = re.compile(r"\[(served|simulated|real)-?")

Watch = Callable[[Finding], None]


class Budget:
    """How long a verification may take, and how many requests it may send."""

    def __init__(self, seconds: float, requests: int, now: Callable[[], float] = time.monotonic) -> None:
        """Begin to count."""
        self._seconds, self._requests, self._now = seconds, requests, now
        self._end, self.sent = now() + seconds, 0

    def spent(self) -> str | None:
        """Say what is used up, if anything is."""
        if self._now() > self._end:
            return f"the {self._seconds / 60:g} minutes of --max-minutes are over"
        if self.sent >= self._requests:
            return f"the {self._requests} requests of --max-requests have been sent"
        return None


class Collector:
    """Collects the findings of one pass; journals are kept for whoever compares.

    Attributes:
        findings: by node.
        journals: of each node that did not hold.
        total: how many scenarios there are.
        trouble: why the features could not be played.
        keep_all: whether the journals of scenarios that held are kept, too.
    """

    def __init__(self, watch: Watch, redactor: Redactor, budget: Budget, only: Collection[str] | None = None) -> None:
        """Collect nothing yet; `only` names the nodes to be played, all when None."""
        self._watch, self._redactor, self._budget, self._only = watch, redactor, budget, only
        self.findings: dict[str, Finding] = {}
        self.journals: dict[str, tuple[Entry, ...]] = {}
        self.total = 0
        self.trouble = ""
        self.keep_all = False
        self._step = ""
        self._ends: dict[str, list[pytest.TestReport]] = {}

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out what is no scenario, and what is not asked for."""
        kept = [each for each in items if scenario_of(each) and (self._only is None or node_of(each) in self._only)]
        if self._only is not None:
            kept = [each for each in kept if "[served" in each.nodeid]
        config.hook.pytest_deselected(items=[each for each in items if each not in kept])
        items[:] = kept
        self.total = len(kept)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep why the features could not be read."""
        if report.failed:
            self.trouble = str(report.longrepr)

    def pytest_internalerror(self, excrepr: Any) -> None:
        """Keep what broke the runner."""
        self.trouble = str(excrepr)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """Leave the rest when a budget is spent."""
        self._step = ""
        if spent := self._budget.spent():
            pytest.skip(UNCHECKED + spent)

    def pytest_bdd_step_error(self, step: Any) -> None:
        """Keep the step that failed."""
        self._step = f"{step.keyword} {step.name}"

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Take each phase down, and make a finding after the last."""
        report: pytest.TestReport = yield
        ends = self._ends.setdefault(item.nodeid, [])
        ends.append(report)
        if report.when == "teardown":
            self._note(item, ends)
        return report

    def _note(self, item: pytest.Item, ends: list[pytest.TestReport]) -> None:
        node, journal = node_of(item), item.stash.get(JOURNAL, ())
        verdict, reason = self._verdict(ends)
        wired = [each for each in journal if each.kind == "exchange"]
        self._budget.sent += len(wired)
        if verdict != "passed" or self.keep_all:
            self.journals[node] = journal
        tags = {mark.name for mark in item.iter_markers()}
        broken = [each for each in journal if each.verdict == "failed"]
        finding = Finding(
            scenario=_sentence(item),
            feature=scenario_of(item).feature.name,
            node=node,
            clause=title_of(_clause(tags, broken if verdict == "failed" else [])),
            requirements=tuple(sorted(tags & set(REQUIREMENTS))),
            verdict=verdict,
            reason=self._redactor.text(reason),
            required="required" in tags,
            seconds=round(sum(each.duration for each in ends), 3),
            requests=len(wired),
            evidence=proofs_of(journal) if verdict == "failed" else (),
        )
        self.findings[node] = finding
        self._watch(finding)

    def _verdict(self, ends: list[pytest.TestReport]) -> tuple[Verdict, str]:
        failed = next((each for each in ends if each.failed), None)
        if failed is not None:
            return self._failure(failed)
        skipped = next((each for each in ends if each.skipped), None)
        if skipped is None:
            return "passed", ""
        text = str(skipped.longrepr[2]) if isinstance(skipped.longrepr, tuple) else str(skipped.longrepr)
        return "could not check", text.removeprefix("Skipped: ").removeprefix(UNCHECKED)

    def _failure(self, report: pytest.TestReport) -> tuple[Verdict, str]:
        crash = getattr(report.longrepr, "reprcrash", None)
        text = str(crash.message if crash else report.longrepr)
        kind, _, words = text.partition(": ")
        if kind.endswith("CouldNotCheck"):
            return "could not check", words
        if not text.removeprefix("AssertionError: ").startswith("assert "):
            text = text.partition("\nassert ")[0]  # what pytest adds repeats it, cut short
        told = " ".join(self._redactor.text(text.removeprefix("AssertionError: ")).split())[:LONGEST_REASON]
        where = f"“{self._step}”: " if self._step and report.when == "call" else ""
        return "failed", where + told


def scenario_of(item: pytest.Item) -> Any:
    """Give the scenario that an item plays (pytest-bdd's `ScenarioTemplate`); None when it is another kind of test."""
    function = getattr(item, "obj", None)
    return scenario_wrapper_template_registry.get(function) if callable(function) else None


def _sentence(item: pytest.Item) -> str:
    params = getattr(getattr(item, "callspec", None), "params", {})
    example = params.get("_pytest_bdd_example") or {}
    told = ", ".join(f"{name} {value}" for name, value in example.items())
    name: str = scenario_of(item).name
    return f"{name} ({told})" if told else name


def node_of(item: pytest.Item) -> str:
    """Name a scenario the same in every mode."""
    return _MODE.sub("[", item.nodeid, count=1).removesuffix("[]").removeprefix("features/")


def _clause(tags: set[str], broken: list[Entry]) -> str:
    """Give the interaction where it broke; its own in a scenario about one system, whose bad requests are ours."""
    if broken and SERVICE not in tags:
        return broken[0].interaction
    return min(tags & set(INTERACTIONS), default="")
