"""The addon that a native Odoo gets is the one that ships."""

from pathlib import Path

from simulator.native.odoo import addon


def test_it_is_built_from_what_ships_and_known_by_its_bytes(tmp_path: Path) -> None:
    """The same files give the same digest, a changed one another; what it needs stands in its manifest."""
    built = addon.build(tmp_path)
    assert "standardwebhooks" in addon.needs(built)
    first = addon.digest(built)
    assert addon.digest(addon.build(tmp_path)) == first
    (built / "more.py").touch()
    assert addon.digest(built) != first
