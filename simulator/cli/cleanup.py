"""`imageflow cleanup`: removes what a verification or a run has left on real systems."""

import sys

import click

from contracts.ports.system import CouldNotCheck
from simulator.cli.errors import UNCHECKED, told


@click.command()
@click.option("--list", "only_list", is_flag=True, help="Say what is there, and remove nothing.")
def cleanup(*, only_list: bool) -> None:
    """Remove what runs and verifications have made on real systems and could not take away, such as after a crash.

    Credentials come from the environment, as for the run itself. Nothing that was not made by imageflow is touched.
    Exits 3 when something is left.
    """
    from simulator.leftovers import clean, leftovers  # noqa: PLC0415 - help must not wait for it
    from simulator.settings import Settings  # noqa: PLC0415

    left = False
    with told():
        settings, found = Settings.from_environment(), list(leftovers())
    for each in found:
        click.echo(f"{each.system} at {each.address}: {', '.join(each.made)}")
        if each.in_use:
            click.echo("  a run that made them goes on: left alone")
        elif not only_list:
            try:
                clean(each, settings)
                click.echo("  removed")
            except CouldNotCheck as error:
                left = True
                click.echo(f"  still there: {error}", err=True)
    if not found:
        click.echo("Nothing is left on any real system.")
    if left:
        sys.exit(UNCHECKED)
