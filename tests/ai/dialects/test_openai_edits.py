"""OpenAI's edits and streams."""

import json
from typing import Any

import pytest

from tests.ai.conftest import SMALL, Service
from tests.ai.pictures import picture_of, png


def edit(ai: Service, files: Any, **fields: str) -> Any:
    """Send an edit."""
    given = {"model": "gpt-image-2", "prompt": "a red fox", "size": "64x64"} | fields
    return ai.call("POST", "/v1/images/edits", data=given, files=files)


def test_a_mask_says_what_is_painted(ai: Service) -> None:
    """Where the mask is opaque the picture stays as it was; where it is transparent it does not."""
    files = {"image": ("a.png", png("navy")), "mask": ("m.png", png(hole=True))}
    answer = edit(ai, files)
    assert answer.status_code == 200, answer.text
    image = picture_of(answer.json()["data"][0]["b64_json"]).convert("RGB")
    assert {image.getpixel((x, 10)) for x in range(32, 64)} == {(0, 0, 128)}
    assert len({image.getpixel((x, y)) for x in range(32) for y in range(64)}) > 10


def test_several_pictures_are_taken(ai: Service) -> None:
    """`image[]` may come up to sixteen times; usage counts what was sent."""
    files = [("image[]", (f"{n}.png", png())) for n in range(3)]
    answer = edit(ai, files, n="2")
    assert len(answer.json()["data"]) == 2
    assert answer.json()["usage"]["input_tokens_details"]["image_tokens"] > 0
    assert edit(ai, files * 6).json()["error"]["param"] == "image"


@pytest.mark.parametrize(
    ("files", "fields", "param"),
    [
        ({"other": ("a.png", png())}, {}, "image"),
        ({"image": ("a.png", b"no picture")}, {}, "image"),
        ({"image": ("a.png", png()), "mask": ("m.png", png(size=(32, 32)))}, {}, "mask"),
        ({"image": ("a.png", png())}, {"n": "eleven"}, "n"),
        ({"image": ("a.png", png())}, {"n": "11"}, "n"),
        ({"image": ("a.png", png())}, {"size": "70x70"}, "size"),
        ({"image": ("a.png", png())}, {"colour": "red"}, "colour"),
    ],
)
def test_faults_of_a_form_are_named(ai: Service, files: Any, fields: dict[str, str], param: str) -> None:
    """A form that can't be served gets a 400 that names the field."""
    answer = edit(ai, files, **fields)
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, param)


@pytest.mark.parametrize("body", [b"", b"--x", b"--x\r\n\r\n", b"--x--\r\n", b"\x00" * 500])
def test_broken_forms_are_refused(ai: Service, body: bytes) -> None:
    """A form that breaks off is told so, and nothing is charged."""
    before = len(ai.stub.charges)
    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert ai.call("POST", "/v1/images/edits", headers, data=body).status_code == 400
    assert len(ai.stub.charges) == before


def test_json_is_no_form(ai: Service) -> None:
    """Edits are forms alone."""
    assert ai.call("POST", "/v1/images/edits", json=SMALL).status_code == 415


def events_of(text: str) -> list[dict[str, Any]]:
    """Read server-sent events."""
    return [json.loads(part.partition("data: ")[2]) for part in text.split("\n\n") if part]


def test_a_stream_grows_sharper(ai: Service) -> None:
    """Partial pictures come first, numbered, then the whole one with its usage."""
    answer = ai.generate(stream=True, partial_images=2, size="128x128")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = events_of(answer.text)
    assert [each["type"].rpartition(".")[2] for each in events] == ["partial_image", "partial_image", "completed"]
    assert [each.get("partial_image_index") for each in events] == [0, 1, None]
    assert "output_tokens_details" not in events[-1]["usage"]
    whole = ai.generate(size="128x128").json()["data"][0]["b64_json"]
    assert events[-1]["b64_json"] == whole
    assert {picture_of(each["b64_json"]).size for each in events} == {(128, 128)}


def test_only_models_with_links_are_asked_how_they_answer(ai: Service) -> None:
    """`response_format` is refused by gpt-image models and followed by the one that has links."""
    refused = ai.generate(response_format="url").json()["error"]
    assert (refused["param"], refused["code"]) == ("response_format", "unknown_parameter")
    given = {"model": "imageflow-link-1", "size": "64x64"}
    assert "b64_json" in ai.generate(**given, response_format="b64_json").json()["data"][0]
    assert "url" in ai.generate(**given, response_format="url").json()["data"][0]


def test_the_finest_qualities_are_some_models_own(ai: Service) -> None:
    """`max` costs more tokens where there is such a thing, and is refused where there is not."""
    assert ai.generate(quality="max").json()["error"]["param"] == "quality"
    fine = ai.generate(model="gpt-image-2.5-flare", quality="max").json()["usage"]["output_tokens"]
    assert fine > ai.generate(model="gpt-image-2.5-flare", quality="high").json()["usage"]["output_tokens"]
