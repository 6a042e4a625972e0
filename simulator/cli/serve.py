"""`imageflow serve`: stubs on fixed ports, until it is stopped."""

from typing import Any

import click

from simulator.cli.errors import told
from simulator.cli.options import PORTS, topology_options
from simulator.settings import settings_for


@click.command()
@click.argument("systems", nargs=-1, metavar="[SYSTEM]...")
@click.option("--own-secrets", is_flag=True, help="Make secrets once and keep them in the data folder (secrets.env).")
@topology_options
def serve(systems: tuple[str, ...], **options: Any) -> None:
    """Serve the stubs that are named, or all four, until Ctrl-C.

    Each listens on its own product's port unless told otherwise; what comes in from outside passes a tap.
    """
    from simulator.loops import run_async  # noqa: PLC0415 - help must not wait for it
    from simulator.outside import serve_until_stopped  # noqa: PLC0415

    with told():
        run_async(serve_until_stopped(_sandbox(systems, options), click.echo))


serve.help = f"{serve.help}\n\nDefault ports: {PORTS}."


def _sandbox(systems: tuple[str, ...], options: dict[str, Any]) -> Any:
    from simulator.outside import unserved  # noqa: PLC0415
    from simulator.sandbox import Sandbox  # noqa: PLC0415
    from simulator.topology import DEFAULT_PORTS, Topology, read_ports, read_real, system_named  # noqa: PLC0415

    named = {system_named(name) for name in systems} or set(DEFAULT_PORTS)
    settings = settings_for(options["host"], options["data"], own_secrets=options["own_secrets"])
    ports = read_ports(options["ports"], options["port_base"])
    real = unserved(named) | read_real(options["real"])
    topology = Topology(real, DEFAULT_PORTS | ports, options["host"])
    return Sandbox(topology, settings, seed=options["seed"], data=options["data"], fronted=named - set(real))
