"""The table of scenarios' times: one row for each scenario, whatever stands in its examples."""

import json
from pathlib import Path
from typing import Any

import pytest

from features.times import Times


class Printed(list[str]):
    """A terminal that keeps what it is told."""

    def section(self, title: str) -> None:
        self.append(title)

    line = section


def told(times: Times, name: str, mode: str, outcome: Any = "passed", why: str = "") -> None:
    """Report a scenario."""
    skipped = ("features/world.py", 1, f"Skipped: could not check: {why}") if why else None
    times.pytest_runtest_logreport(
        pytest.TestReport(
            nodeid=f"features/test_x.py::test_y[{mode}{name}]",
            location=("", 0, ""),
            keywords={},
            outcome="skipped" if why else outcome,
            longrepr=skipped,
            when="call",
            duration=0.5,
            user_properties=[("mode", mode)],
        )
    )


def test_stub_and_real_stand_in_one_row(tmp_path: Path) -> None:
    """Each scenario is counted once, by what came of it on the real system."""
    times, printed = Times(tmp_path, ["n8n", "odoo"]), Printed()
    for name, how in (("-http://a/b|c", {}), ("", {"why": "no clock"}), ("-real-1", {"outcome": "failed"})):
        told(times, name, "served")
        told(times, name, "real", **how)
    told(times, "-only", "simulated")
    times.pytest_terminal_summary(printed)
    assert "with the real n8n and odoo" in printed
    written = json.loads((tmp_path / "scenarios.json").read_text())
    assert written["counts"] == {"passed": 1, "failed": 1, "could not check": 1}
    assert [(row["scenario"], row["stub"], row["real"]) for row in written["scenarios"]] == [
        ("test_x.py::test_y", 0.5, None),
        ("test_x.py::test_y[http://a/b|c]", 0.5, 0.5),
        ("test_x.py::test_y[real-1]", 0.5, 0.5),
    ]
    assert "  1 x could not check: no clock" in printed
    assert "b\\|c" in (tmp_path / "scenarios.md").read_text()
