"""Who saw a packet: every connection that this process tries, and a canary that listens where nobody may come."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_tried: list[tuple[Any, ...]] | None = None


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and _tried is not None and isinstance(arguments[1], tuple):
        _tried.append(arguments[1][:2])


sys.addaudithook(_note)


@contextmanager
def connections() -> Iterator[list[tuple[Any, ...]]]:
    """Give the addresses and ports that are connected to until the block ends, those that nobody listens at too."""
    global _tried  # noqa: PLW0603 - an audit hook stays for good, so it must be told when to look
    _tried = tried = []
    try:
        yield tried
    finally:
        _tried = None


@contextmanager
def canary() -> Iterator[socket.socket]:
    """Listen on every address of this machine, IPv6 too where there is any, and answer nobody."""
    if socket.has_dualstack_ipv6():
        listener = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    else:
        listener = socket.create_server(("0.0.0.0", 0))
    with listener:
        yield listener


def visited(listener: socket.socket) -> bool:
    """Tell whether anybody has come."""
    listener.setblocking(False)
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True
