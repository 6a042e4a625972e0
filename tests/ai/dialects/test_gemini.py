"""Gemini's generateContent."""

import base64
from typing import Any

import pytest

from tests.ai.conftest import Service
from tests.ai.pictures import picture_of, png

MODEL = "/v1beta/models/gemini-2.5-flash-image"
KEY = {"x-goog-api-key": "sk-imageflow"}


def body_of(text: str = "a red fox", *, parts: Any = (), **config: Any) -> dict[str, Any]:
    """Give a body."""
    return {"contents": [{"role": "user", "parts": [{"text": text}, *parts]}], "generationConfig": config}


def ask(ai: Service, body: Any, headers: dict[str, str] | None = None, method: str = "generateContent") -> Any:
    """Ask."""
    given = KEY if headers is None else headers
    return ai.session.post(f"{ai.url}{MODEL}:{method}", json=body, headers=given, timeout=20)


def inline(answer: Any) -> Any:
    """Give the picture of an answer."""
    (candidate,) = answer.json()["candidates"]
    return picture_of(candidate["content"]["parts"][0]["inlineData"]["data"])


@pytest.mark.parametrize(("ratio", "size"), [("1:1", (1024, 1024)), ("16:9", (1344, 768))])
def test_a_picture_comes_inline(ai: Service, ratio: str, size: tuple[int, int]) -> None:
    """The picture is a part; usage counts its tokens."""
    answer = ask(ai, body_of(responseModalities=["IMAGE"], imageConfig={"aspectRatio": ratio}))
    assert inline(answer).size == size
    assert answer.json()["candidates"][0]["finishReason"] == "STOP"
    assert answer.json()["usageMetadata"]["candidatesTokenCount"] == 1290


def test_both_spellings_are_read(ai: Service) -> None:
    """snake_case is taken as camelCase is; the key may stand in the query."""
    body = {"contents": [{"parts": [{"text": "fox"}]}], "generation_config": {"image_config": {"aspect_ratio": "9:16"}}}
    answer = ai.session.post(f"{ai.url}{MODEL}:generateContent?key=sk-imageflow", json=body, timeout=20)
    assert inline(answer).size == (768, 1344)


def test_a_picture_that_is_sent_is_changed(ai: Service) -> None:
    """Text with a picture gives another picture, half of the one that was sent."""
    sent = {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(png("white")).decode()}}
    plain, changed = inline(ask(ai, body_of())), inline(ask(ai, body_of(parts=[sent])))
    brightness = [sum(image.convert("L").resize((1, 1)).get_flattened_data()) for image in (plain, changed)]
    assert brightness[1] > brightness[0]


def test_a_blocked_prompt_is_a_200_without_candidates(ai: Service) -> None:
    """Moderation answers with the reason, and charges nothing."""
    before = len(ai.stub.charges)
    answer = ask(ai, body_of("gore"))
    assert (answer.status_code, answer.json()["promptFeedback"]) == (200, {"blockReason": "PROHIBITED_CONTENT"})
    assert "candidates" not in answer.json()
    assert len(ai.stub.charges) == before


def test_a_filtered_picture_is_a_200_without_parts(ai: Service) -> None:
    """What may not be shown ends the candidate with a reason."""
    (candidate,) = ask(ai, body_of("a fox [[filtered]]")).json()["candidates"]
    assert (candidate["finishReason"], "content" in candidate) == ("IMAGE_SAFETY", False)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "contents"),
        ({"contents": []}, "contents"),
        (body_of(""), "contents"),
        (body_of(candidateCount=2), "candidate"),
        (body_of(responseModalities=["AUDIO"]), "modalities"),
        (body_of(imageConfig={"aspectRatio": "1:9"}), "aspect"),
        (body_of(parts=[{"inlineData": {"mimeType": "image/png", "data": "bm9uZQ=="}}]), "inline_data"),
    ],
)
def test_invalid_arguments(ai: Service, body: Any, said: str) -> None:
    """What can't be served is Google's envelope with INVALID_ARGUMENT."""
    answer = ask(ai, body)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["status"]) == (400, 400, "INVALID_ARGUMENT")
    assert said in str(error)


def test_keys(ai: Service) -> None:
    """No key is a 403; a wrong one is a 400 whose reason says so."""
    assert ask(ai, body_of(), {}).json()["error"]["status"] == "PERMISSION_DENIED"
    wrong = ask(ai, body_of(), {"x-goog-api-key": "wrong"}).json()["error"]
    assert (wrong["code"], wrong["details"][0]["reason"]) == (400, "API_KEY_INVALID")


def test_models(ai: Service) -> None:
    """Models are listed and shown; another one, and another method, are not found."""
    listed = ai.get("/v1beta/models", headers=KEY).json()["models"]
    assert ai.get(f"/v1beta/{listed[0]['name']}", headers=KEY).json() == listed[0]
    assert ai.get("/v1beta/models/none", headers=KEY).json()["error"]["status"] == "NOT_FOUND"
    assert ask(ai, body_of(), method="predict").status_code == 404


def test_the_rate_limit_tells_when(serve: Any) -> None:
    """Over the limit the details hold Google's RetryInfo."""
    ai = serve(images_per_minute=1)
    assert ask(ai, body_of()).status_code == 200
    error = ask(ai, body_of()).json()["error"]
    assert (error["code"], error["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert error["details"][0]["retryDelay"] == "60s"
