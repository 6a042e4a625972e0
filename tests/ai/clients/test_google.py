"""Google's own client can't tell the stub from its provider."""

import pytest
from google import genai
from google.genai import errors, types

from tests.ai.conftest import Service
from tests.ai.pictures import picture_of, png

MODEL = "gemini-2.5-flash-image"


def client(ai: Service, key: str = "sk-imageflow", version: str = "v1beta") -> genai.Client:
    """Give a client of the stub."""
    return genai.Client(api_key=key, http_options=types.HttpOptions(base_url=ai.url, api_version=version))


@pytest.mark.parametrize("version", ["v1", "v1beta"])
def test_pictures_come_inline(ai: Service, version: str) -> None:
    """Both versions of the API give the picture as a part, and its tokens."""
    ours = client(ai, version=version)
    config = types.GenerateContentConfig(
        response_modalities=["IMAGE"], image_config=types.ImageConfig(aspect_ratio="16:9")
    )
    answer = ours.models.generate_content(model=MODEL, contents="a red fox", config=config)
    assert picture_of(answer.parts[0].inline_data.data).size == (1344, 768)
    assert answer.candidates[0].finish_reason is types.FinishReason.STOP
    assert answer.usage_metadata.candidates_token_count == 1290


def test_pictures_are_changed(ai: Service) -> None:
    """A picture that is sent along is taken."""
    ours = client(ai)
    sent = types.Part.from_bytes(data=png(), mime_type="image/png")
    answer = ours.models.generate_content(model=MODEL, contents=["make it blue", sent])
    assert picture_of(answer.parts[0].inline_data.data).format == "PNG"


def test_streams(ai: Service) -> None:
    """The stream is one piece."""
    ours = client(ai)
    (piece,) = ours.models.generate_content_stream(model=MODEL, contents="a red fox")
    assert piece.parts[0].inline_data.mime_type == "image/png"


def test_what_is_blocked(ai: Service) -> None:
    """A blocked prompt has feedback; a filtered picture has a finish reason."""
    ours = client(ai)
    blocked = ours.models.generate_content(model=MODEL, contents="gore")
    assert blocked.prompt_feedback.block_reason is types.BlockedReason.PROHIBITED_CONTENT
    filtered = ours.models.generate_content(model=MODEL, contents="a fox [[filtered]]")
    assert filtered.candidates[0].finish_reason is types.FinishReason.IMAGE_SAFETY


@pytest.mark.parametrize("version", ["v1", "v1beta"])
def test_models(ai: Service, version: str) -> None:
    """Models are listed in both versions, though OpenAI lists its own at one of these addresses."""
    ours = client(ai, version=version)
    assert f"models/{MODEL}" in [each.name for each in ours.models.list()]
    assert ours.models.get(model=MODEL).name == f"models/{MODEL}"


@pytest.mark.parametrize(
    ("key", "prompt", "kind", "status"),
    [
        ("wrong", "a fox", errors.ClientError, "INVALID_ARGUMENT"),
        ("sk-imageflow", "a fox [[rate_limited=0]]", errors.ClientError, "RESOURCE_EXHAUSTED"),
        ("sk-imageflow", "a fox [[unavailable]]", errors.ServerError, "UNAVAILABLE"),
    ],
)
def test_errors_are_its_own(ai: Service, key: str, prompt: str, kind: type[errors.APIError], status: str) -> None:
    """Each refusal raises the client's own error, with Google's word for it."""
    ours = client(ai, key)
    with pytest.raises(kind) as raised:
        ours.models.generate_content(model=MODEL, contents=prompt)
    assert raised.value.status == status
