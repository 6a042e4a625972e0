"""Records from a real n8n what the cases do: `python -m tests.parity.n8n.record --url URL [CASE…]`.

The API key is read from `IMAGEFLOW_N8N_API_KEY`. With `--compare` nothing is written: what differs is printed.
"""

import os

import click

from simulator.verification.differences import differences
from tests.parity.n8n.corpus import CASES
from tests.parity.n8n.n8n import N8n
from tests.parity.n8n.normal import normal
from tests.parity.n8n.play import play
from tests.parity.n8n.recordings import read, write
from tests.parity.n8n.server import ScriptedServer


@click.command()
@click.option("--url", required=True, help="Of the n8n.")
@click.option("--compare", is_flag=True, help="Compare with what is recorded, and write nothing.")
@click.option("--new", is_flag=True, help="Only cases that are not recorded as they are now.")
@click.argument("names", nargs=-1)
def main(url: str, names: tuple[str, ...], *, compare: bool, new: bool) -> None:
    """Record the named cases, or all; a name may be the beginning of several."""
    n8n, server = N8n(url, os.environ["IMAGEFLOW_N8N_API_KEY"]), ScriptedServer()
    chosen = [case for case in CASES.values() if not names or case.name.startswith(names)]
    trouble = 0
    for case in chosen:
        recorded = read(case)
        if new and recorded and recorded["case"] == case.digest():
            continue
        try:
            counts = recorded["counts"] if compare and recorded else None
            found = normal(case, play(case, n8n, server, counts))
        except AssertionError as error:
            trouble += 1
            click.echo(f"{case.name}: {error}")
            continue
        if compare:
            lines = list(differences(recorded, found))
            trouble += bool(lines)
            click.echo(
                "\n".join([f"{case.name}: {'differs' if lines else 'agrees'}", *(f"  {line}" for line in lines)])
            )
        else:
            write(case, found)
            statuses = [each["status"] for runs in found["executions"].values() for each in runs]
            click.echo(f"{case.name}: {[each['status'] for each in found['answers']]} {statuses}")
    click.echo(f"{len(chosen)} cases, {trouble} in trouble")


if __name__ == "__main__":
    main()
