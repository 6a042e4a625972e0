"""`imageflow serve`: stubs on fixed ports, until it is stopped."""

from typing import Any

import click

from simulator.cli.errors import told
from simulator.cli.options import PORTS, topology_options
from simulator.settings import settings_for
from simulator.topology import ROOM, ROOM_PORT


@click.command()
@click.argument("systems", nargs=-1, metavar="[SYSTEM]...")
@click.option("--own-secrets", is_flag=True, help="Make secrets once and keep them in the data folder (secrets.env).")
@click.option("--room/--no-room", "with_room", default=True, help="Serve the control room too.")
@topology_options
def serve(systems: tuple[str, ...], with_room: bool, **options: Any) -> None:
    """Serve the stubs that are named, or all four, until Ctrl-C.

    Each listens on its own product's port unless told otherwise; what comes in from outside passes a tap.
    """
    from simulator.loops import run_async  # noqa: PLC0415 - help must not wait for it
    from simulator.outside import serve_until_stopped  # noqa: PLC0415

    with told():
        sandbox, room = _made(systems, options, with_room=with_room)
        run_async(serve_until_stopped(sandbox, click.echo, room))


serve.help = f"{serve.help}\n\nDefault ports: {PORTS}, {ROOM} {ROOM_PORT}."


def _made(systems: tuple[str, ...], options: dict[str, Any], *, with_room: bool) -> tuple[Any, Any]:
    from simulator.outside import unserved  # noqa: PLC0415
    from simulator.room.room import Room  # noqa: PLC0415
    from simulator.sandbox import Sandbox  # noqa: PLC0415
    from simulator.topology import DEFAULT_PORTS, Topology, read_ports_with_room, read_real, system_named  # noqa: PLC0415

    named = {system_named(name) for name in systems} or set(DEFAULT_PORTS)
    settings = settings_for(options["host"], options["data"], own_secrets=options["own_secrets"])
    settings = settings.with_workflows(options["workflows"]).speaking(options["odoo_version"])
    ports, room_port = read_ports_with_room(options["ports"], options["port_base"])
    real = unserved(named) | read_real(options["real"])
    topology = Topology(real, DEFAULT_PORTS | ports, options["host"])
    fronted = named - set(real)
    sandbox = Sandbox(topology, settings, seed=options["seed"], data=options["data"], fronted=fronted, provision=False)
    return sandbox, Room(sandbox, options["host"], room_port) if with_room else None
