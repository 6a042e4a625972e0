"""`imageflow run`: the whole flow once."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from contracts.participants import System
from contracts.ports.ai import FLOW_DIALECT
from simulator.cli.errors import FAILED, UNCHECKED, told
from simulator.cli.options import fault_options, topology_options
from simulator.entropy import RunEntropy
from simulator.limits import Limits
from simulator.plan import Plan
from simulator.reports.place import make_folder
from simulator.settings import Settings, SettingsError, settings_for
from simulator.topology import Topology, read_ports, read_real

if TYPE_CHECKING:
    from simulator.reports.result import RunResult

LARGEST_SEED = 999_999
DEFAULT_PROMPT = "A red fox in the snow at dawn"


@click.command()
@click.option("--prompt", default=DEFAULT_PROMPT, show_default=True, help="What to paint.")
@click.option("--negative-prompt", help="What to leave out.")
@click.option("--size", default="1024x1024", show_default=True, help="Width x height in pixels.")
@click.option("--quality", type=click.Choice(["auto", "low", "medium", "high"]), default="auto", show_default=True)
@click.option("--format", "image_format", type=click.Choice(["png", "jpeg", "webp"]), default="png", show_default=True)
@click.option("-n", "--images", "count", default=1, show_default=True, help="How many images, 1 to 4.")
@click.option("--style", help="A style, such as watercolour.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("imageflow-report"),
    show_default=True,
    help="Folder for images and report.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object and nothing else.")
@click.option("--require", type=click.Choice(["all"]), help="Let the run's verdict rest on every check.")
@click.option(
    "--simulated", is_flag=True, help="Run in one process on virtual time; a seed repeats the run to the byte."
)
@click.option(
    "--max-images", type=click.IntRange(1), help="With --real ai=URL: ask it for no more images, tries included."
)
@fault_options
@topology_options
def run(report: Path, as_json: bool, **options: Any) -> None:
    """Run the whole flow once: submit a prompt, watch it, save image and report.

    Exits 0 when it completed and every check held, 1 when something failed, 3 when it could not be checked.
    """
    with told():
        plan = _plan(report, options)
        make_folder(report)
        result = _run(plan, as_json=as_json)
    if result.verdict != "passed":
        sys.exit(FAILED if result.verdict == "failed" else UNCHECKED)


def _run(plan: Plan, *, as_json: bool) -> RunResult:
    gc.disable()  # imports make much and throw nothing away: a tenth of the start is looking for what is not there
    from simulator.loops import run_async  # noqa: PLC0415 - neither help nor bad usage must wait for it
    from simulator.runs import run_once  # noqa: PLC0415

    gc.enable()
    gc.freeze()
    if not as_json:
        return _shown(plan)
    result = run_async(run_once(plan, lambda _: None, lambda _: None), simulated=plan.simulated)
    click.echo(json.dumps(result.as_json(), ensure_ascii=False))
    return result


def _shown(plan: Plan) -> RunResult:
    from simulator.cli.progress import Progress, summary  # noqa: PLC0415 - a run that prints JSON does without
    from simulator.loops import run_async  # noqa: PLC0415
    from simulator.runs import run_once  # noqa: PLC0415

    with Progress() as progress:
        result = run_async(run_once(plan, progress.saw, progress.versions), simulated=plan.simulated)
    summary(result, plan.report)
    return result


def _plan(report: Path, options: dict[str, Any]) -> Plan:
    fields = {name: options[name] for name in ("prompt", "negative_prompt", "size", "quality", "style")}
    fields |= {"format": options["image_format"], "n": options["count"]}
    ports = read_ports(options["ports"], options["port_base"])
    topology = Topology(read_real(options["real"]), ports, options["host"])
    if options["simulated"]:
        topology.check_simulated()
    _check_budget(options, topology)
    return Plan(
        fields={name: value for name, value in fields.items() if value is not None},
        topology=topology,
        limits=Limits(max_images=options["max_images"]),
        settings=_settings(options),
        report=report,
        seed=_seed(options),
        data=options["data"],
        require_all=options["require"] == "all",
        simulated=options["simulated"],
        faults=options["faults"],
    )


def _check_budget(options: dict[str, Any], topology: Topology) -> None:
    """Refuse a budget that the run can't keep to; raises `SettingsError`."""
    most = options["max_images"]
    if most is None:
        return
    if not topology.is_real(System.AI):
        raise SettingsError("--max-images guards a live AI service: name one with --real ai=URL, or leave it out.")
    if options["count"] > most:
        raise SettingsError(f"-n {options['count']} asks for more than --max-images {most}: change one of them.")


def _settings(options: dict[str, Any]) -> Settings:
    found = settings_for(options["host"], options["data"]).with_workflows(options["workflows"])
    found = found.speaking(options["odoo_version"])
    if found.ai_dialect != FLOW_DIALECT:
        raise SettingsError(
            f"IMAGEFLOW_AI_DIALECT is {found.ai_dialect!r}: the flow's workflow speaks {FLOW_DIALECT}, so set that."
        )
    return found.with_secret(RunEntropy(), options["data"])


def _seed(options: dict[str, Any]) -> int | None:
    """A simulated run always has a seed, so that what it showed can be shown again."""
    if options["seed"] is None and options["simulated"]:
        return int(RunEntropy().uniform(0, LARGEST_SEED))
    return cast("int | None", options["seed"])
