"""`imageflow doctor`: what this machine has, and what it lacks."""

import sys

import click

from simulator.cli.errors import FAILED, told


@click.command()
@click.option("--new-secret", is_flag=True, help="Print a new webhook signing secret and nothing else.")
def doctor(new_secret: bool) -> None:
    """Look at what the sandbox needs and what it could use, and say what to do about the rest.

    Exits 1 only when something is missing that `imageflow run` needs.
    """
    from simulator.diagnosis import diagnose  # noqa: PLC0415 - help must not wait for it
    from simulator.entropy import RunEntropy  # noqa: PLC0415

    with told():
        if new_secret:
            click.echo(RunEntropy().webhook_secret())
            return
        findings = diagnose()
    for finding in findings:
        mark = (
            click.style("ok", fg="green")
            if finding.well
            else click.style("--", fg="red" if finding.needed else "yellow")
        )
        click.echo(f"{mark}  {finding.name:<16} {finding.note}")
    if any(finding.needed and not finding.well for finding in findings):
        sys.exit(FAILED)
