"""Ports and calls on loopback."""

from contextlib import ExitStack
from http import HTTPStatus

import requests

from simulator.serving import bind
from simulator.topology import LOOPBACK


def free_port(port: int, what: str) -> int:
    """Give a port that is free now, any when it is 0; raises `SettingsError`."""
    with bind(LOOPBACK, port, what) as bound:
        return int(bound.getsockname()[1])


def free_ports(count: int) -> list[int]:
    """Give so many ports that are free now, no two the same."""
    with ExitStack() as bound:
        return [bound.enter_context(bind(LOOPBACK)).getsockname()[1] for _ in range(count)]


def address_at(port: int) -> str:
    """Give the base address of what listens on a port."""
    return f"http://{LOOPBACK}:{port}"


def port_of(address: str) -> int:
    """Give the port of a base address."""
    return int(address.rpartition(":")[2])


def direct() -> requests.Session:
    """Give a session that goes where it is told: neither proxies nor .netrc stand between it and loopback."""
    session = requests.Session()
    session.trust_env = False
    return session


def answers(url: str) -> bool:
    """Tell whether a GET is answered with 200."""
    try:
        with direct() as session:
            return session.get(url, timeout=30).status_code == HTTPStatus.OK
    except requests.RequestException:
        return False
