"""Makes the recordings anew from a real Odoo: `make record-odoo URL=… [STORIES="…"]`."""

import os

import click

from tests.parity.odoo.recordings import played, read, told_apart, write
from tests.parity.odoo.stories import STORIES
from tests.parity.odoo.talk import Odoo


@click.command()
@click.option("--url", required=True, help="Of the Odoo.")
@click.option("--compare", is_flag=True, help="Compare with what is recorded, and write nothing.")
@click.argument("names", nargs=-1)
def main(url: str, names: tuple[str, ...], *, compare: bool) -> None:
    """Record the named stories, or all; a name may be the beginning of several."""
    odoo = from_environment(url)
    for name in (each for each in STORIES if not names or each.startswith(names)):
        log = played(name, odoo)
        if not compare:
            write(name, log)
            click.echo(f"{name}: {len(log)} calls")
            continue
        told = told_apart(read(name), log, {})
        click.echo(f"{name}: {len(told)} of {len(log)} differ")
        for each in told:
            click.echo(each)


def from_environment(url: str) -> Odoo:
    """Give the Odoo that the environment opens."""
    return Odoo(
        url,
        os.environ.get("IMAGEFLOW_ODOO_DB", "imageflow"),
        os.environ.get("IMAGEFLOW_ODOO_LOGIN", "admin"),
        os.environ.get("IMAGEFLOW_ODOO_PASSWORD", "admin"),
        os.environ.get("IMAGEFLOW_ODOO_API_KEY", "imageflow-odoo-key"),
    )


if __name__ == "__main__":
    main()
