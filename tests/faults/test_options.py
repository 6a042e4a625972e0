"""Faults on the command line, and on their page."""

from pathlib import Path

import click
from click.testing import CliRunner

from simulator.cli.options import fault_options
from simulator.faults.catalogue import KINDS
from simulator.faults.plan import Planned

PAGE = Path(__file__).parents[2] / "docs" / "faults.md"


@click.command()
@fault_options
def command(faults: tuple[Planned, ...]) -> None:
    for fault in faults:
        click.echo(fault.spec)


def test_faults_are_read_in_their_order() -> None:
    """As often as the option is given."""
    result = CliRunner().invoke(command, ["--fault", "I07:refuse@2", "--fault", "n8n-ai:cut"])
    assert result.output.splitlines() == ["I07:refuse@2", "n8n-ai:cut"]


def test_a_mistake_is_a_usage_error() -> None:
    """With the sentence that tells what to write."""
    result = CliRunner().invoke(command, ["--fault", "I07:refus"])
    assert result.exit_code == 2
    assert "did you mean refuse?" in result.output


def test_every_kind_is_listed() -> None:
    """Each with what it does."""
    result = CliRunner().invoke(command, ["--list-faults"])
    assert result.exit_code == 0
    assert all(f"{kind.title}. {kind.hint}" in result.output for kind in KINDS.values())


def test_every_kind_is_on_the_page_with_its_values() -> None:
    """The page is written by hand and the catalogue is code: neither may know more."""
    rows = [line.split("|")[1:3] for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = {row[0].strip(" `"): row[1] for row in rows if not row[0].strip().startswith("`@")}
    assert told.keys() == KINDS.keys()
    named = [f"`{each}`" in told[kind.kind] for kind in KINDS.values() for each in kind.examples if not each.isdigit()]
    assert all(named)
