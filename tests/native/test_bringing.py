"""What a native system is used with: no secret stands in what is shown."""

import subprocess
from pathlib import Path

from contracts.participants import System
from simulator.native.bringing import NAMES, Native
from simulator.native.places import data_base, data_folder


def native(folder: Path) -> Native:
    """One that keeps its key in a folder."""
    (folder / "api-key").write_text("secret of it")
    opens = {"odoo_db": "my flow", "odoo_api_key": folder / "api-key"}
    return Native(System.ODOO, "Odoo", "http://127.0.0.1:1", folder / "log", opens)


def test_a_secret_is_shown_as_the_file_that_holds_it(tmp_path: Path) -> None:
    """A shell that reads the lines has the secret, whatever the folder is called."""
    folder = tmp_path / "a folder's $name"
    folder.mkdir()
    exports = native(folder).exports()
    assert not any("secret of it" in line for line in exports)
    shown = subprocess.run(
        ["sh", "-c", f'export {" ".join(exports)}; printf "%s|%s" "$IMAGEFLOW_ODOO_DB" "$IMAGEFLOW_ODOO_API_KEY"'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == "my flow|secret of it"


def test_its_settings_are_those_that_a_run_has(tmp_path: Path) -> None:
    """Whoever connects it for good opens it as a run does."""
    assert native(tmp_path).settings() == {"odoo_db": "my flow", "odoo_api_key": "secret of it"}


def test_each_system_has_a_folder_of_its_own(tmp_path: Path) -> None:
    """None lies in another's, and all lie in the one that the user chose."""
    folders = {data_folder(system, tmp_path) for system in NAMES}
    assert len(folders) == len(NAMES)
    assert {folder.parent for folder in folders} == {data_base(tmp_path)} == {tmp_path}
