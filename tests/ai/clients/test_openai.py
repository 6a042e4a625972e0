"""OpenAI's own client can't tell the stub from its provider (`facts/ai_and_storage.md` B)."""

import base64

import openai
import pytest

from tests.ai.conftest import Serve, Service
from tests.ai.pictures import picture_of, png

WRONG = "x-imageflow-misbehave"
FOX = {"model": "gpt-image-2", "prompt": "a red fox", "size": "64x64"}


def client(ai: Service, retries: int = 0, key: str = "sk-imageflow") -> openai.OpenAI:
    """Give a client of the stub."""
    return openai.OpenAI(api_key=key, base_url=f"{ai.url}/v1", max_retries=retries, timeout=20)


def test_pictures_usage_and_the_requests_id(ai: Service) -> None:
    """What is asked for comes as data, with its tokens and the id that support asks for."""
    made = client(ai).images.generate(**FOX, n=2)
    assert [picture_of(each.b64_json).size for each in made.data] == [(64, 64)] * 2
    assert made.usage.total_tokens == made.usage.input_tokens + made.usage.output_tokens
    assert made._request_id.startswith("req_")


def test_streams_with_partial_pictures(ai: Service) -> None:
    """Partial pictures and the whole one come as the client's own events."""
    events = list(client(ai).images.generate(**FOX, stream=True, partial_images=2))
    assert [each.type for each in events] == ["image_generation.partial_image"] * 2 + ["image_generation.completed"]
    assert [each.partial_image_index for each in events[:2]] == [0, 1]
    assert events[2].usage.total_tokens > 0


def test_edits_with_a_mask(ai: Service) -> None:
    """Pictures and masks are sent as files; edits stream too."""
    files = {"image": ("a.png", png(), "image/png"), "mask": ("m.png", png(hole=True), "image/png")}
    made = client(ai).images.edit(**FOX, **files)
    assert base64.b64decode(made.data[0].b64_json).startswith(b"\x89PNG")
    several = [("a.png", png(), "image/png"), ("b.png", png("red"), "image/png")]
    events = list(client(ai).images.edit(**FOX, image=several, stream=True, partial_images=1))
    assert [each.type for each in events] == ["image_edit.partial_image", "image_edit.completed"]


def test_models(ai: Service) -> None:
    """Models are listed and found by name; a retired one is not."""
    names = {each.id for each in client(ai).models.list()}
    assert client(ai).models.retrieve("gpt-image-2").id in names
    with pytest.raises(openai.NotFoundError):
        client(ai).models.retrieve("dall-e-3")


@pytest.mark.parametrize(
    ("fields", "wrong", "kind", "code"),
    [
        ({"prompt": "gore"}, None, openai.BadRequestError, "moderation_blocked"),
        ({"size": "70x70"}, None, openai.BadRequestError, "invalid_value"),
        ({"model": "dall-e-3"}, None, openai.NotFoundError, "model_not_found"),
        ({}, "rate_limited", openai.RateLimitError, "rate_limit_exceeded"),
        ({}, "no_credit", openai.RateLimitError, "insufficient_quota"),
        ({}, "forbidden", openai.PermissionDeniedError, None),
        ({}, "error", openai.InternalServerError, None),
        ({}, "html", openai.InternalServerError, None),
        ({}, "truncated", openai.APIConnectionError, None),
        ({}, "reset", openai.APIConnectionError, None),
    ],
)
def test_errors_are_its_own(
    ai: Service, fields: dict[str, str], wrong: str | None, kind: type[openai.APIError], code: str | None
) -> None:
    """Each refusal raises the client's own error, with its code."""
    headers = {WRONG: wrong} if wrong else {}
    with pytest.raises(kind) as raised:
        client(ai).images.generate(**FOX | fields, extra_headers=headers)
    assert getattr(raised.value, "code", None) == code


def test_a_wrong_key(ai: Service) -> None:
    """The client says that the key is wrong."""
    with pytest.raises(openai.AuthenticationError) as raised:
        client(ai, key="wrong").models.list()
    assert raised.value.code == "invalid_api_key"


@pytest.mark.parametrize(("wrong", "charged"), [("unavailable", 1), ("rate_limited=ms", 1), ("reset", 3)])
def test_it_retries(serve: Serve, wrong: str, charged: int) -> None:
    """Two misfortunes and a success are one answer; after a broken connection all three were paid for."""
    ai = serve()
    ai.call("PUT", "/imageflow/misbehaviour", json={"misbehave": wrong, "times": 2})
    made = client(ai, retries=2).images.generate(**FOX)
    assert len(made.data) == 1
    assert len(ai.stub.charges) == charged
