"""`imageflow run`: the whole flow once."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from simulator.cli.errors import FAILED, UNCHECKED, told
from simulator.cli.options import fault_options, topology_options
from simulator.entropy import RunEntropy
from simulator.plan import Plan
from simulator.reports.place import make_folder
from simulator.settings import Settings, settings_for
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
    return Plan(
        fields={name: value for name, value in fields.items() if value is not None},
        topology=topology,
        settings=_settings(options),
        report=report,
        seed=_seed(options),
        data=options["data"],
        require_all=options["require"] == "all",
        simulated=options["simulated"],
        faults=options["faults"],
    )


def _settings(options: dict[str, Any]) -> Settings:
    found = settings_for(options["host"], options["data"]).with_workflows(options["workflows"])
    found = found.speaking(options["odoo_version"])
    return found.with_secret(RunEntropy(), options["data"])


def _seed(options: dict[str, Any]) -> int | None:
    """A simulated run always has a seed, so that what it showed can be shown again."""
    if options["seed"] is None and options["simulated"]:
        return int(RunEntropy().uniform(0, LARGEST_SEED))
    return cast("int | None", options["seed"])
