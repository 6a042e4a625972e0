"""What tests make on a live Odoo is noted first, is their own, and is taken away."""

import json
from pathlib import Path

import pytest

from contracts.ports.system import CouldNotCheck
from real_adapters.ledger import Ledger
from real_adapters.odoo.workbench import Workbench
from tests.adapters.odoo.played import Played


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the ledger is written."""
    return tmp_path / "tests.json"


@pytest.fixture
def odoo() -> Played:
    """An Odoo that lets an administrator do all."""
    return Played(records={"ir.model": [{"id": 1}]})


@pytest.fixture
def bench(odoo: Played, file: Path) -> Workbench:
    """A bench on it."""
    return Workbench(odoo, Ledger(file, "http://odoo.test"))  # type: ignore[arg-type] - plays the RPC


def noted(file: Path) -> list[tuple[str, str]]:
    """Give kind and name of what the ledger holds."""
    return [(made["kind"], made["name"]) for made in json.loads(file.read_text())["made"]]


def code_of(odoo: Played) -> str:
    """Give the code that was run last."""
    for _, method, named in reversed(odoo.asked):
        if method in {"create", "write"}:
            return str((named.get("vals") or named["vals_list"][0])["code"])
    raise AssertionError("nothing was run")


def test_a_user_is_noted_before_it_is_made(odoo: Played, bench: Workbench, file: Path) -> None:
    """After a crash the ledger names it, and the action that made it."""
    odoo.before = lambda _model, method: noted(file) if method in {"create", "run"} else None
    user = bench.user("demo")
    kinds = dict(noted(file))
    assert kinds["user"] == user["login"]
    assert set(kinds) == {"user", "action"}
    assert user["password"] not in file.read_text()


def test_each_user_is_another(bench: Workbench) -> None:
    """Two scenarios have each a `demo` of their own, with a password that nobody can guess."""
    first, second = bench.user("demo"), bench.user("demo")
    assert first["login"] != second["login"]
    assert first["password"] != second["password"]
    assert len(first["password"]) >= 20


def test_time_goes_by_for_what_the_users_asked_for_alone(odoo: Played, bench: Workbench) -> None:
    """Nobody else's request is brought nearer to its deadline."""
    login = bench.user("demo")["login"]
    bench.age(60)
    code = code_of(odoo)
    assert repr([login]) in code
    updates = [line for line in code.splitlines() if "UPDATE" in line or "WHERE" in line]
    assert code.count("[mine]") == code.count("env.cr.execute(") == 5
    assert "interval '60 seconds'" in code
    assert updates


def test_all_is_taken_away_at_the_end(odoo: Played, bench: Workbench, file: Path) -> None:
    """Users, what they asked for, the action; the ledger goes with the last one."""
    login = bench.user("demo")["login"]
    bench.close()
    assert repr([login]) in code_of(odoo)
    assert not odoo.records["ir.actions.server"]
    assert not file.exists()


def test_what_odoo_does_not_let_go_of_stays_in_the_ledger(odoo: Played, bench: Workbench, file: Path) -> None:
    """Somebody can remove it by its name."""
    login = bench.user("demo")["login"]
    odoo.fails_at = len(odoo.asked) + 2
    with pytest.raises(CouldNotCheck):
        bench.close()
    assert ("user", login) in noted(file)
