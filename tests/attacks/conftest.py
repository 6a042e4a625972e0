"""Both that fetch links, called alike: as the stub's and the addon's storing calls them, sockets and all."""

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from contracts.kit.download import DownloadPolicy
from contracts.messages.callback import ImageLink
from simulator.clock import RunClock
from simulator.sockets import SocketTransport
from stubs.odoo.download import resolve_by_system
from stubs.odoo.pictures import Fetcher
from tests.odoo_addon.core.conftest import addon, part

__all__ = ["addon", "part"]

REQUEST_ID = "0b8f6a52-1111-4222-8333-444455556666"
Take = Callable[..., bytes]
"""Gives the bytes behind a link (`url`, `hosts`, `limits`, `promised`); raises what has a `code` when it is refused."""


def by_stub(url: str, hosts: tuple[str, ...], limits: dict[str, Any], promised: dict[str, str]) -> bytes:
    async def fetch() -> bytes:
        transport = SocketTransport()
        try:
            fetcher = Fetcher(DownloadPolicy(frozenset(hosts), **limits), transport, RunClock(), resolve_by_system)
            # Past the message's own check, which would refuse some of these links before.
            link = ImageLink.model_construct(url=url, **({"sha256": None, "media_type": None} | promised))
            return (await fetcher.get(link, REQUEST_ID)).data
        finally:
            await transport.close()

    return asyncio.run(fetch())


def by_addon(part: Callable[[str], ModuleType]) -> Take:
    def take(url: str, hosts: tuple[str, ...], limits: dict[str, Any], promised: dict[str, str]) -> bytes:
        policy = part("contracts.kit.download").DownloadPolicy(frozenset(hosts), **limits)
        kind = part("contracts.messages.callback").ImageLink
        link = kind.model_construct(url=url, **({"sha256": None, "media_type": None} | promised))
        data: bytes = part("services.pictures").fetch(link, REQUEST_ID, policy).data
        return data

    return take


@pytest.fixture(params=["stub", "addon"])
def take(request: pytest.FixtureRequest, part: Callable[[str], ModuleType]) -> Take:
    """Fetch a link as the stub does, and as the addon does."""
    return by_stub if request.param == "stub" else by_addon(part)
