"""The fault menu: by header, by a mark in the prompt, by the control routes; in each provider's own words."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
import requests

from stubs.ai.misbehaviour.menu import WHAT
from tests.ai.conftest import Serve, Service

OPENAI = ("/v1/images/generations", {"model": "gpt-image-2", "prompt": "a fox", "size": "64x64"})
REPLICATE = ("/v1/models/stability-ai/sdxl/predictions", {"input": {"prompt": "a fox", "width": 64, "height": 64}})
GEMINI = ("/v1beta/models/gemini-2.5-flash-image:generateContent", {"contents": [{"parts": [{"text": "a fox"}]}]})
SDAPI = ("/sdapi/v1/txt2img", {"prompt": "a fox", "width": 64, "height": 64})
ASKED = {"openai": OPENAI, "replicate": REPLICATE, "gemini": GEMINI, "automatic1111": SDAPI}
STATUSES = {
    "auth": {"gemini": 400, "*": 401},
    "forbidden": {"*": 403},
    "no_credit": {"openai": 429, "gemini": 429, "*": 402},
    "rate_limited": {"*": 429},
    "invalid": {"openai": 400, "gemini": 400, "*": 422},
    "blocked": {"openai": 400, "gemini": 200, "replicate": 201, "*": 422},
    "not_found": {"*": 404},
    "error": {"*": 500},
    "unavailable": {"*": 503},
    "timeout": {"*": 504},
    "html": {"*": 502},
}


def ask(ai: Service, dialect: str, wrong: str | None = None) -> requests.Response:
    """Ask in a dialect, with the header that asks for a misbehaviour."""
    path, body = ASKED[dialect]
    headers = {"x-goog-api-key": "sk-imageflow"} | ({"x-imageflow-misbehave": wrong} if wrong else {})
    return ai.call("POST", path, headers, json=body)


@pytest.mark.parametrize("dialect", ASKED)
@pytest.mark.parametrize("wrong", STATUSES)
def test_every_refusal_in_every_dialect(ai: Service, dialect: str, wrong: str) -> None:
    """Each kind of refusal has the status that the provider gives it, and all have the provider's shape."""
    answer = ask(ai, dialect, wrong)
    expected = STATUSES[wrong]
    assert answer.status_code == expected.get(dialect, expected.get("*"))
    if wrong == "html":
        assert answer.headers["content-type"].startswith("text/html")
    elif answer.status_code >= 400:
        shape = {"openai": "error", "gemini": "error", "replicate": "detail", "automatic1111": "detail"}[dialect]
        assert shape in answer.json()


@pytest.mark.parametrize(
    ("wrong", "headers"),
    [
        ("rate_limited", {"retry-after": "7"}),
        ("rate_limited=600", {"retry-after": "600"}),
        ("rate_limited=date", {"retry-after": "Sun, 22 Nov 2026 12:00:07 GMT"}),
        ("rate_limited=ms", {"retry-after-ms": "300", "retry-after": "30"}),
    ],
)
def test_how_long_to_wait(ai: Service, wrong: str, headers: dict[str, str]) -> None:
    """Retry-After in seconds, ten minutes, a date, milliseconds."""
    assert headers.items() <= dict(ask(ai, "openai", wrong).headers).items()


@pytest.mark.parametrize("wrong", ["truncated", "reset"])
@pytest.mark.parametrize("dialect", ASKED)
def test_connections_break(ai: Service, dialect: str, wrong: str) -> None:
    """The answer breaks off, or never begins; what was asked for is charged, and the stub serves on."""
    before = len(ai.stub.charges)
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        ask(ai, dialect, wrong)
    assert len(ai.stub.charges) == before + 1
    assert ask(ai, dialect).status_code in {200, 201}


def given(answer: requests.Response) -> bytes:
    """Give the picture of OpenAI's answer."""
    return base64.b64decode(answer.json()["data"][0]["b64_json"])


SHOWN: dict[str, Callable[[requests.Response], bool]] = {
    "empty": lambda answer: answer.content == b"",
    "content_type": lambda answer: answer.headers["content-type"].startswith("text/plain"),
    "not_image": lambda answer: not given(answer).startswith(b"\x89PNG"),
    "fewer": lambda answer: answer.json()["data"] == [],
    "filtered": lambda answer: answer.json()["data"] == [],
}


@pytest.mark.parametrize("wrong", SHOWN)
def test_answers_that_are_none(ai: Service, wrong: str) -> None:
    """A 200 that holds no picture, in each way there is."""
    answer = ask(ai, "openai", wrong)
    assert answer.status_code == 200
    assert SHOWN[wrong](answer)


def test_links_that_are_old(ai: Service) -> None:
    """`expired` gives links that answer 403 at once."""
    body = {"model": "imageflow-link-1", "prompt": "a fox [[expired]]", "size": "64x64"}
    link = ai.post(json=body).json()["data"][0]["url"]
    assert ai.get(link).status_code == 403


def test_a_mark_is_not_painted(ai: Service) -> None:
    """The mark is taken out of the prompt; what is no mark stays in it."""
    plain = ai.generate(prompt="a red fox").json()["data"]
    assert ai.generate(prompt="a red fox [[not_image]]").json()["data"] != plain
    assert ai.generate(prompt="a red fox [[slow=0]]").json()["data"] == plain
    assert ai.generate(prompt="a red [[thing]] fox").status_code == 200


def control(ai: Service, method: str, **body: Any) -> requests.Response:
    """Use the control routes."""
    return ai.call(method, "/imageflow/misbehaviour", json=body or None)


def test_the_control_routes(serve: Serve) -> None:
    """What is set stands for as many requests as was said, in the dialect that was named, until it is taken back."""
    ai = serve()
    assert control(ai, "GET").json() == {"now": None, "menu": WHAT}
    assert control(ai, "PUT", misbehave="unavailable", times=2, dialect="openai").status_code == 204
    assert [ask(ai, each).status_code for each in ("replicate", "openai", "openai", "openai")] == [201, 503, 503, 200]
    control(ai, "PUT", misbehave="unavailable")
    assert control(ai, "GET").json()["now"]["misbehave"] == "unavailable"
    assert ask(ai, "gemini").status_code == 503
    assert control(ai, "DELETE").status_code == 204
    assert ask(ai, "gemini").status_code == 200


@pytest.mark.parametrize("wrong", ["nothing", "slow=long", "blocked=7", "=", "rate_limited=soon"])
def test_an_unknown_misbehaviour_is_refused(ai: Service, wrong: str) -> None:
    """One sentence says what there is."""
    answer = ask(ai, "openai", wrong)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].endswith(".")
    assert control(ai, "PUT", misbehave=wrong).status_code == 400


def test_the_control_routes_want_the_key(ai: Service) -> None:
    """Nobody else may set them."""
    for path in ("/imageflow/misbehaviour", "/imageflow/account"):
        assert ai.get(path).status_code == 401


def test_limits_and_prices(serve: Serve) -> None:
    """Headers tell what is left of the minute; over the limit is a 429 until the minute is over; prices add up."""
    ai = serve(images_per_minute=3)
    headers = ai.generate(n=2).headers
    assert headers["x-ratelimit-limit-requests"] == "3"
    assert headers["x-ratelimit-remaining-requests"] == "1"
    refused = ai.generate(n=2)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert refused.json()["error"]["code"] == "rate_limit_exceeded"
    ai.clock.move_on(60)
    assert ai.generate(n=2).status_code == 200
    account = ai.call("GET", "/imageflow/account").json()
    assert (account["images"], account["by_model"]) == (4, {"gpt-image-2": 4})
    assert account["dollars"] == pytest.approx(4 * 0.042)


def test_credit_ends(serve: Serve) -> None:
    """What is not paid for is not painted: `insufficient_quota`."""
    ai = serve(credit=0.05)
    assert ai.generate().status_code == 200
    refused = ai.generate()
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "insufficient_quota")
