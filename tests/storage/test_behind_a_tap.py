"""A tap that stands in front of storage passes signed requests on unharmed."""

import pytest

from contracts.participants import Hop
from simulator.sockets import SocketTransport
from simulator.taps.proxy import TapProxy
from tests.serving import served
from tests.storage.service import Service
from tests.storage.test_objects import BUCKET, KEYS
from tests.taps import plain_tap


class Closing:
    """The proxy's transport, closed on the loop that used it."""

    def __init__(self) -> None:
        self.transport = SocketTransport()

    async def start(self) -> None: ...

    async def stop(self) -> None:
        await self.transport.close()


@pytest.mark.parametrize("body", [b"", b"image"])
def test_boto3_works_through_a_tap(service: Service, body: bytes) -> None:
    """Signatures cover the Host header of the tap's address, the path and the body: all three arrive as signed."""
    closing, tap = Closing(), plain_tap(Hop.ODOO_STORAGE)
    proxy = TapProxy(service.url, lambda _path: tap, closing.transport)
    with served(proxy, closing) as url:
        client = Service(url, service.stub, service.runtime).client()
        for key in KEYS:
            client.put_object(Bucket=BUCKET, Key=key, Body=body)
            assert client.get_object(Bucket=BUCKET, Key=key)["Body"].read() == body
            assert client.head_object(Bucket=BUCKET, Key=key)["ContentLength"] == len(body)
        listed = client.list_objects_v2(Bucket=BUCKET, Prefix="")
        assert {each["Key"] for each in listed["Contents"]} == set(KEYS)
        client.close()
