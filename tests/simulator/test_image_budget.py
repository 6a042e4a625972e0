"""A live AI service is asked for no more images than the user allowed."""

import asyncio
import json
from typing import Any

import pytest

from contracts.budget import ImageBudget
from contracts.wire import HttpAnswer, HttpRequest
from simulator.limits import Limits
from simulator.stage import Stage
from simulator.taps.budget import Budgeted
from simulator.topology import Topology, read_real
from tests.ai.conftest import serving
from tests.cli.commands import imageflow

URL = "http://ai.test/v1/images/generations"


class Service:
    """Counts what reaches it."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def send(self, request: HttpRequest) -> HttpAnswer:
        self.bodies.append(request.body)
        return HttpAnswer(200)


@pytest.mark.parametrize(
    ("bodies", "statuses"),
    [
        ([{"n": 2}, {"n": 2}, {}], [200, 400, 200]),
        ([{}, {}, {}, {}], [200, 200, 200, 400]),
        ([b"not JSON", {}], [400, 200]),
        ([b"[]", {"n": "many"}, {"n": -1}], [400, 200, 200]),
    ],
)
def test_what_is_over_the_budget_never_leaves(bodies: list[Any], statuses: list[int]) -> None:
    """Images are counted before they are asked for; what can't be counted counts as the most there may be."""
    service = Service()
    way = Budgeted(service, ImageBudget(3))
    raw = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in bodies]
    answers = [asyncio.run(way.send(HttpRequest("POST", URL, (), each))) for each in raw]
    assert [answer.status for answer in answers] == statuses
    assert len(service.bodies) == statuses.count(200)
    assert all(b"--max-images" in answer.body for answer in answers if answer.status == 400)


def test_other_requests_pass() -> None:
    """Looking at the models is no generation."""
    service = Service()
    answer = asyncio.run(Budgeted(service, ImageBudget(1)).send(HttpRequest("GET", "http://ai.test/v1/models")))
    assert (answer.status, len(service.bodies)) == (200, 1)


def test_a_flow_over_the_budget_ends_as_refused() -> None:
    """The second request of a run finds the budget spent: it fails as rejected, and the service never heard of it."""
    with serving() as ai:
        topology = read_real([f"ai={ai.url}"])
        with Stage(topology=Topology(real=topology), limits=Limits(max_images=1)) as stage:
            portal = stage.sandbox.portal(stage.sandbox.settings.odoo_api_key)
            ended = []
            for _ in range(2):
                answer = stage.run(portal.submit({"prompt": "a red fox"}))
                ended.append(stage.run(portal.wait(json.loads(answer.body)["id"])))
        assert [(view.status, view.failure_code) for view in ended] == [
            ("completed", None),
            ("failed", "provider_rejected"),
        ]
        assert len(ai.stub.charges) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--max-images", "2"], "--real ai=URL"),
        (["--max-images", "2", "-n", "3", "--real", "ai=http://127.0.0.1:1"], "--max-images 2"),
        (["--max-images", "0", "--real", "ai=http://127.0.0.1:1"], "--max-images"),
    ],
)
def test_a_budget_that_cannot_be_kept_is_told(arguments: list[str], said: str) -> None:
    """Before anything runs, in one sentence, with exit code 2."""
    done = imageflow("run", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_run_tells_what_it_will_cost() -> None:
    """A live AI service is named with an estimate, or with the word that there is none."""
    with serving() as ai, Stage(topology=Topology(real=read_real([f"ai={ai.url}"]))) as stage:
        assert "about 0.085 dollars" in stage.sandbox.estimate({"n": 2, "quality": "medium"})
    with Stage() as stage:
        assert stage.sandbox.estimate({"n": 2}) == ""
