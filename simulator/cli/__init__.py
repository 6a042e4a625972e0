"""The command line, `imageflow`. Each command's work is imported when it is called, so that help comes at once."""

import os
import sys

import click

from simulator.cli.cleanup import cleanup
from simulator.cli.demo import demo
from simulator.cli.doctor import doctor
from simulator.cli.errors import FAILED
from simulator.cli.export import export
from simulator.cli.ledger import ledger
from simulator.cli.logs import DEBUG, show_logs
from simulator.cli.run import run
from simulator.cli.serve import serve
from simulator.cli.up import down, up
from simulator.cli.verify import verify
from simulator.version import product_version


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(product_version(), prog_name="imageflow")
def group() -> None:
    """Run, watch and check the AI image flow over Odoo, n8n, an AI service and file storage, each stub or real."""


for command in (run, demo, serve, verify, cleanup, ledger, export, up, down, doctor):
    group.add_command(command)


def main() -> None:
    """Run a command; exit 0 when all held, 1 when something failed, 2 on usage, 3 when it could not be checked."""
    show_logs()
    try:
        group.main(prog_name="imageflow", standalone_mode=True)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except Exception as fault:
        # Nothing that a user can mend: one line, and the way to more. With it the traceback is theirs to see.
        if os.environ.get(DEBUG):
            raise
        click.echo(f"imageflow: {type(fault).__name__}: {fault} (set {DEBUG}=1 to see where)", err=True)
        sys.exit(FAILED)
