"""`make addon-translations`: a real Odoo is brought up, and writes the addon's translations template anew."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from real_adapters.odoo.package import ADDON
from simulator.native.errors import NativeFailure, NotToBeHad
from simulator.native.odoo import running as odoo
from simulator.native.odoo.release import data_folder
from tests.odoo_addon.beside import Beside, database

TEMPLATE = ADDON / "i18n" / "imageflow.pot"
_WHEN = re.compile(r'^"(POT-Creation-Date|PO-Revision-Date): .*"\n', re.MULTILINE)


def exported(beside: Beside, folder: Path) -> str:
    """Give the template as Odoo writes it for the addon in a database, without the time."""
    target = folder / "imageflow.pot"
    ended = beside.run("i18n", "export", "--languages", "pot", "--output", str(target), "imageflow")
    assert target.exists(), ended.output
    return _WHEN.sub("", target.read_text(encoding="utf-8"))


def main() -> int:
    """Write the template."""
    with tempfile.TemporaryDirectory(prefix="imageflow-") as folder:
        data = data_folder(Path(folder))
        try:
            odoo.up(odoo.Wanted(data, port=0), print, lambda _: None)
            with database(data) as beside:
                beside.install()
                TEMPLATE.parent.mkdir(exist_ok=True)
                TEMPLATE.write_text(exported(beside, Path(folder)), encoding="utf-8")
        except (NotToBeHad, NativeFailure) as error:
            print(error)
            return 1
        finally:
            odoo.down(data, print)
            shutil.rmtree(data, ignore_errors=True)
    print(TEMPLATE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
