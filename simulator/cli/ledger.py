"""`imageflow ledger`: what was proved, against what, and when."""

import sys
from pathlib import Path

import click

from simulator.cli.errors import FAILED, told
from simulator.proofs.book import FILE


@click.command()
@click.option("--file", type=click.Path(path_type=Path, dir_okay=False), default=FILE, show_default=True)
@click.option("--max-age", default="30d", show_default=True, help="With --require: how old the newest proof may be.")
@click.option("--require", metavar="SYSTEM,…", help="Exit 1 unless each was proved within --max-age.")
@click.option("--all", "every", is_flag=True, help="Show each scenario.")
@click.option("--markdown", is_flag=True, help="Show the summary as a table for a README.")
def ledger(file: Path, max_age: str, require: str | None, *, every: bool, markdown: bool) -> None:
    """Show which scenarios were proved on which version of which real system, and when; or gate a CI on it.

    `imageflow verify … --update-ledger` writes it. Every scenario is proved on the stubs by `make test`.
    """
    from simulator.clock import RunClock  # noqa: PLC0415 - help must not wait for it
    from simulator.proofs.book import Book, read_age  # noqa: PLC0415
    from simulator.proofs.summary import summary, table  # noqa: PLC0415
    from simulator.topology import system_named  # noqa: PLC0415

    with told():
        book, age = Book.read(file), read_age(max_age)
        required = [system_named(each.strip()) for each in (require or "").split(",") if each.strip()]
        lacking = book.lacking(required, age, RunClock().now())
    if markdown:
        click.echo(table(book), nl=False)
    elif every:
        for each in book.proofs():
            click.echo(f"{each.at[:10]}  {each.system:<8} {each.version:<28} {each.scenario}")
    else:
        for system, version, count, day in summary(book):
            click.echo(f"{system:<8} {version:<32} {count:>4} scenarios, last {day}")
        if not book.proofs():
            click.echo(f"Nothing is proved yet in {file}: `imageflow verify SYSTEM --url … --update-ledger` notes it.")
    for sentence in lacking:
        click.echo(f"imageflow: {sentence}", err=True)
    if lacking:
        sys.exit(FAILED)
