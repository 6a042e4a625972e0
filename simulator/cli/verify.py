"""`imageflow verify`: does an endpoint keep its contract?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from contracts.participants import System
from simulator.cli.errors import FAILED, UNCHECKED, told
from simulator.proofs.book import FILE
from simulator.settings import Settings, SettingsError
from simulator.topology import DEFAULT_PORTS, LOOPBACK, Topology, read_ports, read_real, system_named
from simulator.verification.asked import MOST_IMAGES, MOST_MINUTES, MOST_REQUESTS, TOLD, Asked, read_public
from simulator.verification.credentials import read_credentials

if TYPE_CHECKING:
    from simulator.verification.finding import Verification

FLOW = "flow"
KNOWN_KEYS = {System.ODOO: "odoo_api_key", System.N8N: "n8n_api_key"}


@click.command()
@click.argument("system", metavar="odoo|n8n|ai|storage|flow")
@click.option("--url", help="The endpoint's base address.")
@click.option("--real", multiple=True, metavar="SYSTEM=URL", help="With flow: each real system of the mix.")
@click.option("--as-it-is", is_flag=True, help="Change nothing in it: its owner has repointed it to us.")
@click.option("--observe", is_flag=True, help="Only look: leave nothing behind.")
@click.option("--plan", "only_plan", is_flag=True, help="Say what would be done, and stop there.")
@click.option("--yes", is_flag=True, help="Begin without asking; needed where there is no terminal.")
@click.option("--only", default="", metavar="WORDS", help="Play the scenarios whose names hold these words.")
@click.option("--port", "ports", multiple=True, metavar="SYSTEM=PORT", help="Where one of our stubs listens.")
@click.option("--host", default=LOOPBACK, show_default=True, help="Address that our stubs listen at.")
@click.option(
    "--public-url", "public", multiple=True, metavar="[SYSTEM=]URL", help="Where the endpoint reaches our stubs."
)
@click.option(
    "--credentials", type=click.Path(path_type=Path, dir_okay=False), help="A file of IMAGEFLOW_…=value lines."
)
@click.option("--keyring", is_flag=True, help="Ask the system's keyring for what the environment does not say.")
@click.option(
    "--max-images", type=click.IntRange(0), default=MOST_IMAGES, show_default=True, help="Of a live AI service."
)
@click.option("--max-requests", type=click.IntRange(1), default=MOST_REQUESTS, show_default=True, help="To be sent.")
@click.option("--max-minutes", type=click.FloatRange(0.1), default=MOST_MINUTES, show_default=True, help="To be taken.")
@click.option(
    "--report", type=click.Path(path_type=Path, file_okay=False), default=Path("imageflow-verify"), show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object and nothing else.")
@click.option("--update-ledger", is_flag=True, help="Note in the ledger what was proved.")
@click.option("--ledger-file", type=click.Path(path_type=Path, dir_okay=False), default=FILE, show_default=True)
def verify(system: str, report: Path, as_json: bool, only_plan: bool, yes: bool, **options: Any) -> None:
    """Play a system's scenarios against a real endpoint, our stubs around it, and report what holds.

    Credentials come from the environment (IMAGEFLOW_…), --credentials or --keyring. Exits 0 when all that is required
    held, 1 when something failed, 3 when it could not be checked.
    """
    with told():
        asked = _asked(system, report, options)
        asked.check_reachable()
        _agree(asked, only_plan=only_plan, yes=yes, quiet=as_json)
        if only_plan:
            return
        found = _verified(asked, quiet=as_json)
        if options["update_ledger"]:
            noted = _note(found, options["ledger_file"])
            click.echo(f"  {noted} proofs were noted in {options['ledger_file']}", err=as_json)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, default=str))
    if found.verdict != "passed":
        sys.exit(FAILED if found.verdict == "failed" else UNCHECKED)


def _asked(system: str, report: Path, options: dict[str, Any]) -> Asked:
    real = _real(system, options["url"], options["real"])
    exports = read_credentials(options["credentials"], keyring=options["keyring"])
    settings = Settings.from_environment(exports)
    as_it_is = _as_it_is(real, settings, options)
    ports = ({} if options["observe"] else _fixed(real, as_it_is)) | read_ports(options["ports"])
    if as_it_is and not options["observe"] and not settings.webhook_secret:
        names = " and ".join(each.value for each in as_it_is)
        raise SettingsError(f"Set IMAGEFLOW_WEBHOOK_SECRET to the secret that {names} signs with: it is used as it is.")
    topology = Topology(real, ports, options["host"], as_it_is, read_public(options["public"], ports))
    return Asked(
        topology=topology,
        settings=settings,
        report=report,
        observe=options["observe"],
        only=options["only"],
        max_images=options["max_images"],
        max_requests=options["max_requests"],
        max_minutes=options["max_minutes"],
        exports=exports,
    )


def _real(system: str, url: str | None, real: tuple[str, ...]) -> dict[System, str]:
    if system == FLOW:
        if url or not real:
            raise SettingsError("verify flow takes each real system with --real SYSTEM=URL, and no --url.")
        return read_real(real)
    named = system_named(system)
    if not url or real:
        raise SettingsError(f"verify {system} takes its address with --url URL, and no --real.")
    return read_real([f"{named.value}={url}"])


def _as_it_is(real: dict[System, str], settings: Settings, options: dict[str, Any]) -> frozenset[System]:
    """Change only what we may: without a key of its own a system is somebody else's."""
    if options["as_it_is"] or options["observe"]:
        return frozenset(real) & frozenset(KNOWN_KEYS)
    default = Settings()
    return frozenset(
        each for each, name in KNOWN_KEYS.items() if each in real and getattr(settings, name) == getattr(default, name)
    )


def _fixed(real: dict[System, str], as_it_is: frozenset[System]) -> dict[System, int]:
    """Give ports that stay the same to the stubs that somebody else's system was repointed to."""
    return {each: DEFAULT_PORTS[each] for system in as_it_is for each in TOLD[system] if each not in real}


def _agree(asked: Asked, *, only_plan: bool, yes: bool, quiet: bool) -> None:
    from simulator.verification.announcing import announce  # noqa: PLC0415 - help must not wait for it

    for line in announce(asked):
        click.echo(f"  {line}", err=quiet)
    if only_plan or yes:
        return
    if not sys.stdin.isatty():
        raise SettingsError("Nobody is there to agree to this plan: add --yes, or --plan to stop here.")
    if not click.confirm("Begin?", err=quiet):
        raise SettingsError("Nothing was done.")


def _verified(asked: Asked, *, quiet: bool) -> Verification:
    from simulator.cli.verifying import Verifying  # noqa: PLC0415
    from simulator.reports.place import make_folder  # noqa: PLC0415
    from simulator.verification.report import write_verification  # noqa: PLC0415
    from simulator.verification.verify import Watcher, verify  # noqa: PLC0415

    make_folder(asked.report)
    with Verifying() as shown:
        found = verify(asked, Watcher(shown.versions, shown.found))
    write_verification(asked.report, found)
    if not quiet:
        shown.summary(found, asked.report)
    return found


def _note(found: Verification, file: Path) -> int:
    from simulator.proofs.noting import note  # noqa: PLC0415

    return note(found, file)
