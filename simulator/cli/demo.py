"""`imageflow demo`: everything offline, in the browser."""

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from contracts.participants import System
from simulator.cli.errors import told
from simulator.cli.options import topology_options
from simulator.settings import LOOPBACKS, Settings, SettingsError, variable

MODEL = "gpt-image-2"
"""The demo's model unless the environment names one: it paints small pictures as well, which stories are quick with."""


@click.command()
@click.option("--browser/--no-browser", default=True, help="Open the control room in a browser.")
@click.option(
    "--replay",
    "journal",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Play a saved journal.jsonl in the control room.",
)
@topology_options
def demo(browser: bool, journal: Path | None, **options: Any) -> None:
    """Serve the whole flow offline, with a portal that has pictures in it and a control room that shows it all."""
    from simulator.demo import show  # noqa: PLC0415 - help must not wait for it
    from simulator.loops import run_async  # noqa: PLC0415

    with told():
        saved = _saved(journal) if journal else None
        sandbox, room = _made(options)
        run_async(show(sandbox, room, click.echo, browser=browser, replay=saved))


def _saved(journal: Path) -> Any:
    from simulator.reports.journal_lines import JournalError, read_journal  # noqa: PLC0415
    from simulator.room.replay import StrangeJournal, check  # noqa: PLC0415

    try:
        evidence = read_journal(journal)
        check(evidence)
    except (JournalError, StrangeJournal) as error:
        raise SettingsError(f"--replay: {error}") from None
    return evidence


def _made(options: dict[str, Any]) -> tuple[Any, Any]:
    from simulator.room.room import Room  # noqa: PLC0415
    from simulator.sandbox import Sandbox  # noqa: PLC0415
    from simulator.topology import Topology, read_ports_with_room, read_real  # noqa: PLC0415
    from simulator.wiring import called_by_real  # noqa: PLC0415

    if options["host"] not in LOOPBACKS:
        raise SettingsError("Everybody knows the demo's passwords, so it stays on loopback: use `imageflow serve`.")
    ports, room_port = read_ports_with_room(options["ports"], options["port_base"])
    topology = Topology(read_real(options["real"]), ports, options["host"])
    fronted = called_by_real(topology) | {System.ODOO}
    settings = _settings(topology.real).with_workflows(options["workflows"]).speaking(options["odoo_version"])
    sandbox = Sandbox(topology, settings, seed=options["seed"], data=options["data"], fronted=fronted)
    return sandbox, Room(sandbox, options["host"], room_port)


def _settings(real: Collection[System]) -> Settings:
    settings = Settings.from_environment()
    chosen = variable("ai_model") in os.environ or System.AI in real
    return settings if chosen else replace(settings, ai_model=MODEL)
