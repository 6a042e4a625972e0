"""The workflow for a provider that answers later, on the engine: each outcome, and every way through it."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from contracts.messages.callback import Completed, Failed, ImageLink
from contracts.ports.n8n import Execution
from real_adapters.n8n.workflows import REPLICATE, shipped
from simulator.loops import run_async
from simulator.reports.ways import ways_of
from tests.n8n.workflows.house import PICTURE, House, Prediction

REFUSED = {"detail": "width is too small", "status": 422}
OUTCOMES: dict[str, tuple[Prediction, str, str | None]] = {
    "it calls": (Prediction(ready=3, calls=4), "completed", None),
    "it never calls": (Prediction(ready=30), "completed", None),
    "it calls before the wait begins": (Prediction(calls=0), "completed", None),
    "it calls and has not ended": (Prediction(ready=30, calls=5), "completed", None),
    "one picture without a list": (Prediction(output=PICTURE), "completed", None),
    "it is busy at first": (Prediction([(429, {}), (500, {})]), "completed", None),
    "it can't tell at first": (Prediction(looks=[(502, {}), (500, {})]), "completed", None),
    "it refuses": (Prediction([(422, REFUSED)]), "rejected", None),
    "it knows no such key": (Prediction([(401, {"detail": "Unauthenticated"})]), "provider_error", "unauthorized"),
    "it is busy for ever": (Prediction([(429, {})] * 9), "provider_error", None),
    "it fails": (Prediction(status="failed", error="out of memory"), "provider_error", "failed"),
    "it blocks": (Prediction(status="failed", error="NSFW content detected"), "blocked", "failed"),
    "it was canceled": (Prediction(status="canceled"), "provider_error", "canceled"),
    "no pictures": (Prediction(output=[]), "provider_error", "bad_answer"),
    "more pictures than asked for": (Prediction(output=[PICTURE] * 2), "provider_error", "bad_answer"),
    "no addresses": (Prediction(output=["data:image/png;base64,AAAA"]), "provider_error", "bad_answer"),
    "it forgets": (Prediction(looks=[(404, {"detail": "Not found"})]), "rejected", None),
    "it never ends": (Prediction(ready=10_000), "provider_error", "timeout"),
}


@pytest.fixture(scope="module")
def walked() -> list[Execution]:
    """What n8n did in the tests of this module."""
    return []


def play(house: Callable[[], House], prediction: Prediction, walked: list[Execution], **fields: Any) -> House:
    """Ask for a picture and wait for what Odoo takes."""

    async def story() -> House:
        async with house() as played:
            played.prediction = deepcopy(prediction)
            assert (await played.ask(**fields)).status == 202
            await played.outcome()
            walked.extend(played.executions())
            return played

    return run_async(story(), simulated=True)


@pytest.mark.parametrize("case", OUTCOMES)
def test_whatever_the_provider_does_is_reported_once(case: str, walked: list[Execution]) -> None:
    """Images come as links; a refusal keeps the provider's words; what came in by the call is never believed."""
    prediction, expected, code = OUTCOMES[case]
    (outcome,) = play(lambda: House(REPLICATE), prediction, walked).callbacks
    if expected == "completed":
        assert isinstance(outcome, Completed)
        assert outcome.data.images == [ImageLink(url=PICTURE)]
        assert outcome.data.provider.request_id == "prediction-1"
    else:
        assert isinstance(outcome, Failed)
        assert (outcome.data.error.kind, outcome.data.error.code) == (expected, code)


def test_what_the_provider_is_asked_for() -> None:
    """Style is folded in; what its format has no place for is named."""
    fields = {"style": "woodcut", "negative_prompt": "people", "n": 2, "seed": 7, "quality": "high", "size": "640x480"}
    house = play(lambda: House(REPLICATE), Prediction(output=[PICTURE] * 2), [], **fields)
    asked = house.submitted[0]
    assert asked["webhook"].startswith("http://127.0.0.1:5678/webhook-waiting/")
    assert asked["webhook_events_filter"] == ["completed"]
    assert asked["input"] == {
        "prompt": "a lighthouse\n\nStyle: woodcut.",
        "negative_prompt": "people",
        "width": 640,
        "height": 480,
        "num_outputs": 2,
        "seed": 7,
    }
    (outcome,) = house.callbacks
    assert isinstance(outcome, Completed)
    assert outcome.data.ignored_parameters == ["format", "quality"]


@pytest.mark.parametrize("status", [413, 422, 503])
def test_the_outcome_is_reported_as_in_the_other_workflow(status: int, walked: list[Execution]) -> None:
    """What Odoo can't take is told anew, and what it can't take now is told again."""

    def house() -> House:
        made = House(REPLICATE)
        made.answers = [status]
        return made

    (outcome,) = play(house, Prediction(), walked).callbacks
    assert isinstance(outcome, Completed if status == 503 else Failed)


def test_an_unreachable_provider_is_reported(walked: list[Execution]) -> None:
    """No connection was made, so it is tried again, and then told."""
    (outcome,) = play(lambda: House(REPLICATE, ai_url="http://127.0.0.1:1"), Prediction(), walked).callbacks
    assert isinstance(outcome, Failed)
    assert (outcome.data.error.code, outcome.data.error.retryable) == ("unreachable", True)


def test_a_provider_that_is_gone_for_a_while_is_asked_again(walked: list[Execution]) -> None:
    """The prediction goes on at the provider, so an answer that does not come ends nothing."""

    async def story() -> list[Any]:
        async with House(REPLICATE) as house:
            await house.ask()
            await house.clock.sleep(1)
            await house.provider_is_up(False)
            await house.clock.sleep(50)
            await house.provider_is_up(True)
            await house.outcome()
            walked.extend(house.executions())
            return house.callbacks

    assert [type(each) for each in run_async(story(), simulated=True)] == [Completed]


def test_a_cap_and_a_memory_that_are_small(walked: list[Execution]) -> None:
    """What is too large is not even sent; a memory that is full starts anew."""

    async def story() -> list[Any]:
        async with House(REPLICATE, callback_cap_bytes=300, ids_kept=1) as house:
            for _ in range(2):
                await house.ask()
                await house.outcome()
                outcomes.extend(house.callbacks)
                house.callbacks.clear()
            walked.extend(house.executions())
        return outcomes

    outcomes: list[Any] = []
    assert [each.data.error.kind for each in run_async(story(), simulated=True)] == ["too_large"] * 2


def test_what_is_not_proved_or_incomplete_is_refused(walked: list[Execution]) -> None:
    """As in the other workflow."""

    async def story() -> list[int]:
        async with House(REPLICATE) as house:
            incomplete = await house.ask(n=9)
            house.secret = house.entropy.webhook_secret()
            unproved = await house.ask()
            await house.clock.sleep(1)
            walked.extend(house.executions())
            return [incomplete.status, unproved.status]

    assert run_async(story(), simulated=True) == [422, 401]


def test_an_odoo_that_can_not_be_reached_or_refuses_for_good_is_no_endless_loop(walked: list[Execution]) -> None:
    """The workflow gives up at the deadline, or at once."""

    async def story() -> list[str]:
        async with House(REPLICATE) as house:
            await house.ask(deadline=30, callback_url="http://127.0.0.1:1/")
            house.answers = [401]
            await house.ask()
            await house.clock.sleep(100)
            walked.extend(house.executions())
            return [each.failed_node or "" for each in house.executions() if each.status == "error"]

    assert run_async(story(), simulated=True) == ["Undelivered", "Undelivered"]


def test_every_way_was_walked(walked: list[Execution]) -> None:
    """No node, branch or error output of the file is left out by the tests above."""
    ways = ways_of(shipped(REPLICATE), walked)
    assert len(ways) > 45
    assert [str(way) for way in ways if not way.count] == []
