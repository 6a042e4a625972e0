"""What a verification is asked for, known before anything heavy is imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from contracts.participants import System
from simulator.settings import LOOPBACKS, Settings, SettingsError
from simulator.topology import LOOPBACK, Topology

MOST_IMAGES: Final = 4
MOST_REQUESTS: Final = 20_000
MOST_MINUTES: Final = 40
CALLS_US: Final = frozenset({System.ODOO, System.N8N})
"""These call the systems around them, so they must reach this machine."""
NEIGHBOURS: Final = {
    System.ODOO: (System.N8N, System.STORAGE, System.AI),
    System.N8N: (System.AI, System.ODOO),
}
"""Whom each of them calls."""
TOLD: Final = {System.ODOO: NEIGHBOURS[System.ODOO], System.N8N: (System.AI,)}
"""Whose address each of them is configured with: where to call Odoo back stands in every request."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A verification as it is asked for.

    Attributes:
        topology: the endpoints, which of them are used as they are, and where they reach us.
        settings: credentials and names.
        report: the folder that the reports go to.
        observe: whether only what reads is played.
        only: words that a scenario's sentence must hold.
        max_images: that a live AI service may be asked for.
        max_requests: that may be sent.
        max_minutes: that it may take.
    """

    topology: Topology
    settings: Settings
    report: Path
    observe: bool = False
    only: str = ""
    max_images: int = MOST_IMAGES
    max_requests: int = MOST_REQUESTS
    max_minutes: float = MOST_MINUTES
    exports: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def systems(self) -> tuple[System, ...]:
        """Give the systems that are verified."""
        return tuple(self.topology.real)

    def check_reachable(self) -> None:
        """Make sure that an endpoint that calls us has a way to us; raises `SettingsError`."""
        for system, url in self.topology.real.items():
            if system not in CALLS_US or urlsplit(url).hostname in LOOPBACKS:
                continue
            stubs = [each.value for each in NEIGHBOURS[system] if not self.topology.is_real(each)]
            missing = [each for each in stubs if System(each) not in self.topology.public]
            if missing:
                raise SettingsError(
                    f"{url} can't reach this machine at {LOOPBACK}, and it has to call {' and '.join(missing)}: say "
                    f"with --public-url where it reaches us, such as --public-url http://this-machine.example.com, "
                    "and with --host at which address we listen."
                )


def read_public(given: tuple[str, ...], ports: dict[System, int]) -> dict[System, str]:
    """Read `--public-url`: `SYSTEM=URL` for one system, or one URL without a port for all whose port is fixed.

    Raises:
        SettingsError: it is neither.
    """
    found: dict[System, str] = {}
    for each in given:
        name, _, rest = each.partition("=")
        if name in set(System):
            found[System(name)] = _address(each, rest)
        else:
            base = urlsplit(_address(each, each))
            if base.port is not None:
                raise SettingsError(f"--public-url {each}: leave the port out, or write SYSTEM=URL for one system.")
            found |= {system: f"{base.scheme}://{base.hostname}:{port}" for system, port in ports.items()}
    return found


def _address(given: str, url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        raise SettingsError(f"--public-url {given.partition('@')[2] or given}: write a URL, or SYSTEM=URL.")
    return url.rstrip("/")
