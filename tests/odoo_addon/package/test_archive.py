"""The addon's file: what an administrator unpacks is what stands in the repository, with the shared contracts in it."""

import ast
import sys
import zipfile
from pathlib import Path

import pytest

from real_adapters.odoo.archive import pack
from real_adapters.odoo.package import ADDON, CONTRACTS, build, files


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file."""
    return pack(tmp_path_factory.mktemp("dist"))


def read(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_contracts_are_those_of_the_repository(archive: Path) -> None:
    """Each file of the kit and of the shared page is in the addon, byte for byte."""
    packed = read(archive)
    for path in (CONTRACTS / "kit").glob("*.py"):
        assert packed[f"imageflow/contracts/kit/{path.name}"] == path.read_bytes()
    for path in (CONTRACTS / "portal" / "static").iterdir():
        assert packed[f"imageflow/static/portal/{path.name}"] == path.read_bytes()


def test_the_file_holds_what_odoo_is_given(archive: Path, tmp_path: Path) -> None:
    """What the file holds is what `imageflow up odoo` installs, and every own file of the addon is in it."""
    addon = build(tmp_path)
    built = {f"imageflow/{path.relative_to(addon).as_posix()}": path for path in addon.rglob("*") if path.is_file()}
    assert read(archive) == {name: path.read_bytes() for name, path in built.items()}
    assert {path.name for path in ADDON.glob("*.py")} <= {name.rpartition("/")[2] for name in built}


def test_the_same_sources_make_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    """The file does not depend on when and where it is made."""
    assert pack(tmp_path).read_bytes() == archive.read_bytes()


def test_the_file_is_named_after_odoo_and_version(archive: Path) -> None:
    """Its name bears the version of the manifest, which begins with Odoo's."""
    manifest = ast.literal_eval((ADDON / "__manifest__.py").read_text(encoding="utf-8"))
    assert archive.name == f"imageflow-{manifest['version']}.zip"
    assert manifest["version"].startswith("19.0.")


def imports(source: bytes) -> set[str]:
    """Give the packages that a module imports from outside the addon."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_what_the_addon_needs_is_declared() -> None:
    """Every package that is neither Python's, Odoo's nor brought along by Odoo stands in the manifest."""
    spelled = {"PIL": "pillow"}
    brought = {"odoo", "psycopg2", "werkzeug", "pydantic_core"}  # the last by pydantic
    manifest = ast.literal_eval((ADDON / "__manifest__.py").read_text(encoding="utf-8"))
    needed = set().union(*(imports(path.read_bytes()) for name, path in files() if name.endswith(".py")))
    needed = {spelled.get(name, name) for name in needed - brought - sys.stdlib_module_names}
    assert needed == set(manifest["external_dependencies"]["python"])


def test_every_file_of_the_manifest_is_there() -> None:
    """Odoo loads what the manifest names: each of these files exists, and no view or data file is left out."""
    manifest = ast.literal_eval((ADDON / "__manifest__.py").read_text(encoding="utf-8"))
    there = {
        path.relative_to(ADDON).as_posix()
        for folder in ("data", "security", "views")
        for path in (ADDON / folder).iterdir()
        if path.suffix in {".xml", ".csv"}
    }
    assert set(manifest["data"]) == there
