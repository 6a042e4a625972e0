"""Each of the fifty attacks ends as it should, and no packet goes where none may."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.attacks.attack import CANARY, HOST, Attack, served
from tests.attacks.conftest import Take
from tests.attacks.contents import CONTENTS
from tests.attacks.flow import HELD
from tests.attacks.hosts import HOSTS, PICTURE, to
from tests.attacks.places import PLACES
from tests.attacks.witness import canary, connections, visited
from tests.odoo_addon.core.hosts import host

ATTACKS = [*PLACES, *HOSTS, *CONTENTS]
DEDICATED = {9: "test_rebinding", 21: "test_nothing_is_told_to_the_next_host"}
ROOT = Path(__file__).parents[2]
LOCAL = "127.0.0.1"
USUAL = {"max_bytes": 10_000, "timeout": 5}


@pytest.fixture
def forbidden() -> Iterator[socket.socket]:
    """Listen where nobody may come."""
    with canary() as listener:
        yield listener
        assert not visited(listener)


def resolve_as(monkeypatch: pytest.MonkeyPatch, *answers: tuple[str, ...]) -> list[str]:
    """Have names resolve to these addresses, one answer after the other; give the names that are asked for."""
    own, asked = socket.getaddrinfo, list[str]()

    def resolve(name: Any, port: Any, *rest: Any, **options: Any) -> list[Any]:
        if not str(name).endswith((".example", ".invalid")):
            return own(name, port, *rest, **options)
        asked.append(str(name))
        addresses = answers[min(len(asked), len(answers)) - 1]
        return [found for address in addresses for found in own(address, port, *rest, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_attack(attack: Attack, take: Take, forbidden: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused by its code, or taken byte for byte; only the attacker's own listed host is ever connected to."""
    port = forbidden.getsockname()[1]
    resolve_as(monkeypatch, attack.resolves)
    with host(attack.play(port)) as own, connections() as tried:

        def placed(text: str) -> str:
            return text.replace(CANARY, str(port)).replace(HOST, f"http://{LOCAL}:{own.port}")

        listed = tuple(map(placed, attack.listed))
        outcome, told = ended(take, placed(attack.url), listed, USUAL | attack.limits, attack.promised)
    assert outcome in (attack.codes or {"taken"})
    assert "hunter2" not in told
    assert set(tried) <= {(LOCAL, own.port)}
    assert len(tried) == len(own.heads) <= attack.asked


def ended(take: Take, *how: Any) -> tuple[str, str]:
    """Take a link; give the code and the sentence of its refusal, or "taken"."""
    try:
        return ("taken" if take(*how) else "empty"), ""
    except Exception as refusal:
        if type(refusal).__name__ != "DownloadRefused":  # the addon's own class is another one than the stub's
            raise
        return refusal.code, str(refusal)  # type: ignore[attr-defined]


def test_rebinding(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is resolved once, so that it can't lead elsewhere when the connection is made."""
    asked = resolve_as(monkeypatch, (LOCAL,), ("127.0.0.2",))
    with host(served(PICTURE)) as own, connections() as tried:
        origin = f"http://rebound.invalid:{own.port}"
        assert take(f"{origin}/a.png", (origin,), USUAL, {}) == PICTURE
    assert asked == ["rebound.invalid"]
    assert tried == [(LOCAL, own.port)]


def test_nothing_is_told_to_the_next_host(take: Take) -> None:
    """Where redirects are followed, a second listed host gets no credentials, no cookie, nothing of the first link."""
    with host(served(PICTURE)) as second:
        onward = to(f"http://{LOCAL}:{second.port}/b.png")(0)
        with host(onward) as first:
            origins = tuple(f"http://{LOCAL}:{each.port}" for each in (first, second))
            url = f"http://{LOCAL}:{first.port}/a.png?sig=hunter2"
            assert take(url, origins, USUAL | {"max_redirects": 1}, {}) == PICTURE
    (head,) = second.heads
    assert not any(word in head.lower() for word in (b"authorization", b"cookie", b"referer", b"hunter2"))


def test_all_fifty_are_tried() -> None:
    """No number of the list is without an attack, or what holds it in the flow."""
    assert {attack.number for attack in ATTACKS} | DEDICATED.keys() | HELD.keys() == set(range(1, 51))


@pytest.mark.parametrize(("file", "beginning"), HELD.values(), ids=map(str, HELD))
def test_what_holds_it_is_there(file: str, beginning: str) -> None:
    """What is named as holding an attack on the flow exists."""
    assert beginning in (ROOT / file).read_text(encoding="utf-8")


def test_the_witness_sees(forbidden: socket.socket) -> None:
    """A connection that is tried is seen, by address and port, though nobody takes it; the canary hears one that is."""
    with socket.create_server((LOCAL, 0)) as closed:
        gone = closed.getsockname()
    with connections() as tried, socket.socket() as first, pytest.raises(ConnectionRefusedError):
        first.connect(gone)
    assert tried == [gone]
    with canary() as other:
        socket.create_connection((LOCAL, other.getsockname()[1])).close()
        assert visited(other)
