"""Which system is a stub and which is real, and where each one listens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from contracts.participants import System
from simulator.settings import SettingsError

DEFAULT_PORTS: dict[System, int] = {System.ODOO: 8069, System.N8N: 5678, System.AI: 8090, System.STORAGE: 9000}
ROOM, ROOM_PORT = "room", 8800
"""The control room: no system of the flow, but it listens as they do."""
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Topology:
    """The mix of a run.

    Attributes:
        real: base address of each system that is real; all others are stubs.
        ports: where a stub listens; a free port when it is not named.
        host: the address that stubs bind to.
        as_it_is: real systems that nothing is changed in and nothing is read from but what crosses the wire.
        public: where systems elsewhere reach a system of this run, when that is another address than its own.
    """

    real: Mapping[System, str] = field(default_factory=dict)
    ports: Mapping[System, int] = field(default_factory=dict)
    host: str = LOOPBACK
    as_it_is: frozenset[System] = frozenset()
    public: Mapping[System, str] = field(default_factory=dict)

    def is_real(self, system: System) -> bool:
        """Tell whether a system is real."""
        return system in self.real

    def check_simulated(self) -> None:
        """Make sure that the mix can be simulated; raises `SettingsError`."""
        if self.real:
            names = " and ".join(system.value for system in self.real)
            raise SettingsError(f"A real system keeps real time: leave out --simulated, or the real {names}.")

    def words(self) -> dict[str, str]:
        """Give each system as reports name it: `stub`, or `real` and its address."""
        return {each.value: f"real {self.real[each]}" if each in self.real else "stub" for each in System}


def read_real(pairs: Iterable[str]) -> dict[System, str]:
    """Read `SYSTEM=URL` options; raises `SettingsError`."""
    found: dict[System, str] = {}
    for pair in pairs:
        name, _, url = pair.partition("=")
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise SettingsError(f"--real {pair}: write SYSTEM=URL, such as ai=https://api.example.com.")
        if parts.username or parts.password:
            raise SettingsError(f"--real {name}: leave credentials out of the address, set the IMAGEFLOW_ variables.")
        found[system_named(name)] = url.rstrip("/")
    return found


def read_ports(pairs: Iterable[str], base: int | None = None) -> dict[System, int]:
    """Read `SYSTEM=PORT` options over the fixed ports that a base moves; raises `SettingsError`."""
    found = {} if base is None else {each: base + place for place, each in enumerate(System)}
    for pair in pairs:
        found[system_named(pair.partition("=")[0])] = _port_of(pair)
    return found


def read_ports_with_room(pairs: Iterable[str], base: int | None = None) -> tuple[dict[System, int], int]:
    """Read ports as `read_ports` does, and the control room's (`room=PORT`) beside them; raises `SettingsError`."""
    given = list(pairs)
    own = [pair for pair in given if pair.partition("=")[0] == ROOM]
    fixed = ROOM_PORT if base is None else base + len(System)
    systems = read_ports((pair for pair in given if pair not in own), base)
    return systems, _port_of(own[-1]) if own else fixed


def _port_of(pair: str) -> int:
    port = pair.partition("=")[2]
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise SettingsError(f"--port {pair}: write SYSTEM=PORT with a port from 1 to 65535.")
    return int(port)


def system_named(name: str) -> System:
    """Give the system of a name; raises `SettingsError`."""
    try:
        return System(name)
    except ValueError:
        raise SettingsError(f"{name!r} is no system: use {', '.join(each.value for each in System)}.") from None
