"""The tap as a reverse proxy: bytes pass untouched, and what passes is in the journal."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contracts.participants import Hop
from simulator.faults.answer import AnswerInPlace
from simulator.faults.plan import Planned
from simulator.sockets import SocketTransport
from simulator.taps.proxy import TapProxy, front_hop
from simulator.taps.tap import Tap
from tests.serving import served
from tests.taps import plain_tap


async def echo(request: Request) -> Response:
    """Tell what arrived."""
    body = await request.body()
    return JSONResponse(
        {"target": str(request.scope["raw_path"]), "query": request.url.query, "host": request.headers["host"]}
        | {"size": len(body), "note": request.headers.get("x-note")},
        headers={"x-behind": "yes"},
    )


async def cached(_request: Request) -> Response:
    """Say that nothing has changed."""
    return Response(status_code=304, headers={"etag": '"1"'})


class Fronting:
    """A proxy with a client of its own, which is closed on the loop that used it."""

    def __init__(self, target: str, tap: Tap) -> None:
        self.transport = SocketTransport()
        self.app = TapProxy(target, lambda _: tap, self.transport)

    async def start(self) -> None:
        """Nothing needs to be started."""

    async def stop(self) -> None:
        await self.transport.close()


@contextmanager
def fronting(target: str, tap: Tap) -> Iterator[str]:
    """Stand in front of a system."""
    front = Fronting(target, tap)
    with served(front.app, front) as url:
        yield url


@pytest.fixture
def tap() -> Tap:
    return plain_tap(Hop.N8N_AI)


@pytest.fixture
def front(tap: Tap) -> Iterator[str]:
    """A proxy in front of an echo."""
    methods = ["GET", "HEAD", "POST", "PUT", "DELETE"]
    behind = Starlette(routes=[Route("/cached", cached), Route("/{path:path}", echo, methods=methods)])
    with served(behind) as target, fronting(target, tap) as url:
        yield url


def test_path_query_and_host_pass_untouched(front: str) -> None:
    """Signatures cover the Host header and the path as it was spelled."""
    told = requests.get(f"{front}/a%2Fb%20c/~d?x=%2B&y", headers={"x-note": "kept"}, timeout=10).json()
    assert told["target"] == str(b"/a%2Fb%20c/~d")
    assert told["query"] == "x=%2B&y"
    assert f"http://{told['host']}" == front
    assert told["note"] == "kept"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_bodies_pass_whole(front: str, method: str) -> None:
    """Also one that came in chunks."""
    whole = requests.request(method, front, data=bytes(100_000), timeout=10)
    chunked = requests.request(method, front, data=iter([b"one", b"two"]), timeout=10)
    assert (whole.json()["size"], chunked.json()["size"]) == (100_000, 6)
    assert whole.headers["x-behind"] == "yes"


def test_answers_without_bodies_pass(front: str) -> None:
    """304 and HEAD have none, and say so as the system behind did."""
    assert requests.get(f"{front}/cached", timeout=10).status_code == 304
    assert requests.head(f"{front}/page", timeout=10).content == b""


def test_what_passes_is_in_the_journal(front: str, tap: Tap) -> None:
    """What no contract names is named so, and failed."""
    requests.get(f"{front}/v1/models", timeout=10)
    requests.post(f"{front}/v1/telepathy", timeout=10)
    named, unnamed = tap.journal.entries()
    assert (named.interaction, named.verdict) == ("support", "passed")
    assert (unnamed.interaction, unnamed.verdict) == ("unnamed", "failed")


def test_a_fault_works_in_front_of_any_system(front: str, tap: Tap) -> None:
    """The answer in place of the system's own reaches the caller, and the journal says that a fault did it."""
    tap.faults.add(Planned(AnswerInPlace(503), Hop.N8N_AI))
    assert requests.get(front, timeout=10).status_code == 503
    assert requests.get(front, timeout=10).status_code == 200
    assert [entry.fault is not None for entry in tap.journal.entries()] == [True, False]


def test_a_system_that_is_down_is_a_bad_gateway(tap: Tap) -> None:
    """The caller hears that the system behind gave no answer, without the address's query."""
    with fronting("http://127.0.0.1:9", tap) as url:
        answer = requests.get(f"{url}/?sig=secret", timeout=10)
    assert answer.status_code == 502
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("system", "path", "hop"),
    [
        ("odoo", "/imageflow/v1/callback", Hop.N8N_ODOO),
        ("odoo", "/imageflow/v1/requests", Hop.PORTAL_ODOO),
        ("ai", "/images/token", Hop.ODOO_AI),
        ("ai", "/v1/images/generations", Hop.N8N_AI),
        ("n8n", "/webhook/x", Hop.ODOO_N8N),
        ("storage", "/bucket/key", Hop.ODOO_STORAGE),
    ],
)
def test_a_request_is_seen_on_its_own_hop(system: str, path: str, hop: Hop) -> None:
    """One system may receive from several hops, told by the path."""
    assert front_hop(system)(path) is hop
