"""`imageflow export`: the contracts as others write them down."""

from pathlib import Path

import click

from simulator.cli.errors import told
from simulator.settings import SettingsError

KINDS = ("jsonschema", "openapi", "asyncapi", "mermaid", "postman")


@click.command()
@click.argument("kinds", nargs=-1, type=click.Choice(KINDS), metavar=f"[{'|'.join(KINDS)}]...")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("contracts-export"))
def export(kinds: tuple[str, ...], folder: Path) -> None:
    """Write the contracts as JSON Schema, OpenAPI 3.1, AsyncAPI 3, Mermaid and a Postman collection, or some of them.

    They are made from the models that the sandbox itself judges by. Without --to they go to ./contracts-export.
    """
    from simulator.exports.everything import files_of  # noqa: PLC0415 - help must not wait for it

    with told():
        for name, text in files_of(kinds).items():
            file = folder / name
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
            except OSError as error:
                raise SettingsError(f"{file} can't be written ({error.strerror}): name a folder with --to.") from None
            click.echo(file)
