"""Replicate's predictions and their webhooks."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from contracts.kit.signing import BadSignature, verify
from contracts.wire import HttpAnswer, HttpRequest, NotConnected
from tests.ai.conftest import Service, serving
from tests.ai.pictures import picture_of

SDXL = "/v1/models/stability-ai/sdxl/predictions"
SMALL = {"prompt": "a red fox", "width": 64, "height": 64}


def predict(ai: Service, *, headers: dict[str, str] | None = None, webhook: str | None = None, **more: Any) -> Any:
    """Begin a prediction."""
    events = {"webhook_events_filter": more.pop("events")} if "events" in more else {}
    body = {"input": SMALL | more} | ({"webhook": webhook} | events if webhook else {})
    return ai.call("POST", SDXL, headers, json=body)


def again(ai: Service, made: Any) -> Any:
    """Look at a prediction."""
    return ai.call("GET", f"/v1/predictions/{made['id']}").json()


def test_a_prediction_ends_later(serve: Any) -> None:
    """It is starting when it is made, then processing, then succeeded with its links, as the clock moves on."""
    ai = serve(latency="typical")
    answer = predict(ai, num_outputs=2)
    made = answer.json()
    assert (answer.status_code, made["status"], made["output"]) == (201, "starting", None)
    ai.clock.move_on(8)
    assert again(ai, made)["status"] == "processing"
    ai.clock.move_on(40)
    ended = again(ai, made)
    assert (ended["status"], len(ended["output"])) == ("succeeded", 2)
    assert picture_of(ai.get(ended["output"][0]).content).size == (64, 64)
    assert again(ai, made) == ended
    assert ended["metrics"]["predict_time"] > 0


def test_one_can_wait_for_it(ai: Service) -> None:
    """`Prefer: wait` answers with the end."""
    assert predict(ai, headers={"prefer": "wait=5"}).json()["status"] == "succeeded"


def test_links_expire(serve: Any) -> None:
    """A link works for the lifetime from the prediction's end, and a blob store's 403 answers after it."""
    ai = serve(link_lifetime_seconds=60)
    (link,) = predict(ai, headers={"prefer": "wait"}).json()["output"]
    ai.clock.move_on(59)
    assert ai.get(link).status_code == 200
    ai.clock.move_on(2)
    assert ai.get(link).status_code == 403


def test_a_blocked_prompt_fails(ai: Service) -> None:
    """Moderation is a prediction that fails, as a model's own check is; it costs nothing."""
    before = len(ai.stub.charges)
    made = again(ai, predict(ai, prompt="gore").json())
    assert (made["status"], made["output"]) == ("failed", None)
    assert "NSFW" in made["error"]
    assert len(ai.stub.charges) == before


def test_cancelling_ends_it(serve: Any) -> None:
    """A prediction that is at work is cancelled for good; one that has ended stays as it is."""
    ai = serve(latency="typical")
    made = predict(ai).json()
    assert ai.call("POST", f"/v1/predictions/{made['id']}/cancel").json()["status"] == "canceled"
    ai.clock.move_on(100)
    assert again(ai, made)["status"] == "canceled"
    ended = predict(ai).json()
    ai.clock.move_on(100)
    assert ai.call("POST", f"/v1/predictions/{ended['id']}/cancel").json()["status"] == "succeeded"


def test_versions_and_pages(serve: Any) -> None:
    """A version names its model; predictions are listed by pages of a hundred, the newest first."""
    ai = serve()
    version = ai.call("GET", "/v1/models/stability-ai/sdxl").json()["latest_version"]["id"]
    made = [ai.call("POST", "/v1/predictions", json={"version": version, "input": SMALL}).json()["id"] for _ in "ab"]
    made += [predict(ai).json()["id"] for _ in range(100)]
    first = ai.call("GET", "/v1/predictions").json()
    second = ai.call("GET", first["next"].removeprefix(ai.url)).json()
    assert [each["id"] for each in first["results"] + second["results"]] == made[::-1]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("body", "status", "title"),
    [
        ({}, 422, "Input validation failed"),
        ({"input": {}}, 422, "Input validation failed"),
        ({"input": SMALL | {"num_outputs": 5}}, 422, "Input validation failed"),
        ({"input": SMALL | {"aspect_ratio": "1:9"}}, 422, "Input validation failed"),
        ({"inptu": SMALL}, 422, "Input validation failed"),
        ({"input": SMALL, "webhook": "http://example.com/"}, 422, "Input validation failed"),
        ({"input": SMALL, "webhook": "not an address"}, 422, "Input validation failed"),
    ],
)
def test_refusals_are_problems(ai: Service, body: Any, status: int, title: str) -> None:
    """What can't be served is a problem document whose detail says why."""
    answer = ai.call("POST", SDXL, json=body)
    problem = answer.json()
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert (answer.status_code, problem["status"], problem["title"]) == (status, status, title)
    assert problem["detail"]


def test_who_is_not_known(ai: Service) -> None:
    """Without a key 401; both schemes open; models, versions and predictions that are not there are 404."""
    assert ai.get("/v1/account").json()["title"] == "Unauthenticated"
    assert ai.get("/v1/account", headers={"authorization": "Token sk-imageflow"}).status_code == 200
    assert ai.call("GET", "/v1/predictions/none").status_code == 404
    assert ai.call("GET", "/v1/models/no/thing").status_code == 404
    assert ai.call("POST", "/v1/predictions", json={"version": "none", "input": SMALL}).status_code == 422


@dataclass
class Post:
    """What webhooks are sent by; the first ones find nobody there."""

    deaf: int = 0
    got: list[HttpRequest] = field(default_factory=list)

    async def send(self, request: HttpRequest) -> HttpAnswer:
        self.got.append(request)
        if len(self.got) <= self.deaf:
            raise NotConnected("nobody")
        return HttpAnswer(200)

    def events(self) -> list[str]:
        return [json.loads(each.body)["status"] for each in self.got]


def told(post: Post, ai: Service, expected: int) -> None:
    """Let the clock run until so many were sent."""
    for _ in range(2000):
        if len(post.got) >= expected:
            return
        ai.clock.move_on(1)
        ai.get("/health")


HOOK = "http://127.0.0.1:9/hook"


def test_webhooks_tell_of_start_and_end_signed(ai: Service) -> None:
    """The events that were asked for come in order, each proved by the secret that the API gives."""
    post = Post()
    with serving(transport=post, latency="fast") as own:
        predict(own, webhook=HOOK, events=["start", "completed"])
        told(post, own, 2)
        secret = own.call("GET", "/v1/webhooks/default/secret").json()["key"]
        for each in post.got:
            headers = {name.lower(): value for name, value in each.headers}
            assert verify((secret,), headers, each.body, own.clock.now())
    assert post.events() == ["starting", "succeeded"]


def test_the_end_is_told_again_until_it_is_taken() -> None:
    """A webhook that nobody takes is sent again with the same id."""
    post = Post(deaf=3)
    with serving(transport=post) as own:
        predict(own, webhook=HOOK, events=["completed"])
        told(post, own, 4)
    assert len({dict(each.headers)["webhook-id"] for each in post.got}) == 1
    assert len(post.got) == 4


@pytest.mark.parametrize(
    ("mark", "statuses"),
    [
        ("webhook_twice", ["starting", "starting", "succeeded", "succeeded"]),
        ("webhook_disorder", ["succeeded", "starting"]),
        ("webhook_late=60", ["starting", "succeeded"]),
        ("webhook_unsigned", ["starting", "succeeded"]),
    ],
)
def test_webhooks_misbehave(mark: str, statuses: list[str]) -> None:
    """Twice, out of order, late, or badly signed, as a mark in the prompt asks for it."""
    post = Post()
    with serving(transport=post) as own:
        began = own.clock.now()
        predict(own, prompt=f"a fox [[{mark}]]", webhook=HOOK, events=["start", "completed"])
        told(post, own, len(statuses))
        waited = (own.clock.now() - began).total_seconds()
        secret = own.call("GET", "/v1/webhooks/default/secret").json()["key"]
    assert post.events() == statuses
    assert (waited >= 60) is ("late" in mark)
    if "unsigned" in mark:
        with pytest.raises(BadSignature):
            verify((secret,), dict(post.got[0].headers), post.got[0].body, began)


def test_a_stub_that_starts_again_tells_what_was_untold(tmp_path: Any) -> None:
    """Predictions are rows: the next stub on the same file knows them, and tells of their end."""
    url = f"sqlite:///{tmp_path / 'ai.sqlite'}"
    with serving(database_url=url, latency="slow") as first:
        made = predict(first, webhook=HOOK, events=["completed"]).json()
    post = Post()
    with serving(database_url=url, transport=post) as second:
        told(post, second, 1)
        assert again(second, made)["status"] == "succeeded"
    assert [json.loads(each.body)["id"] for each in post.got] == [made["id"]]
