"""`imageflow demo`: everything offline, in the browser."""

from typing import Any

import click

from simulator.cli.errors import told
from simulator.cli.options import topology_options
from simulator.settings import LOOPBACKS, Settings, SettingsError


@click.command()
@click.option("--browser/--no-browser", default=True, help="Open the portal in a browser.")
@topology_options
def demo(browser: bool, **options: Any) -> None:
    """Serve the whole flow offline and open the portal, with a few pictures in it already."""
    from simulator.demo import show  # noqa: PLC0415 - help must not wait for it
    from simulator.loops import run_async  # noqa: PLC0415

    with told():
        run_async(show(_sandbox(options), click.echo, browser=browser))


def _sandbox(options: dict[str, Any]) -> Any:
    from contracts.participants import System  # noqa: PLC0415
    from simulator.sandbox import Sandbox  # noqa: PLC0415
    from simulator.topology import Topology, read_ports, read_real  # noqa: PLC0415
    from simulator.wiring import called_by_real  # noqa: PLC0415

    if options["host"] not in LOOPBACKS:
        raise SettingsError("Everybody knows the demo's passwords, so it stays on loopback: use `imageflow serve`.")
    real = read_real(options["real"])
    topology = Topology(real, read_ports(options["ports"], options["port_base"]), options["host"])
    fronted = called_by_real(topology) | {System.ODOO}
    return Sandbox(topology, Settings.from_environment(), seed=options["seed"], data=options["data"], fronted=fronted)
