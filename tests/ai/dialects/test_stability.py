"""Stability's v2beta: forms in, bytes or JSON out."""

from typing import Any

import pytest

from tests.ai.conftest import Service
from tests.ai.pictures import picture_of, png

CORE = "/v2beta/stable-image/generate/core"
SD3 = "/v2beta/stable-image/generate/sd3"


def ask(ai: Service, path: str = CORE, accept: str = "image/*", files: Any = None, **fields: str) -> Any:
    """Send a form, with the empty part that makes it one."""
    given = {"prompt": "a red fox"} | fields
    headers = {"accept": accept} | ({"x-imageflow-misbehave": given.pop("wrong")} if "wrong" in given else {})
    return ai.call("POST", path, headers, data=given, files=files or {"none": ""})


@pytest.mark.parametrize(("ratio", "size"), [("1:1", (1024, 1024)), ("21:9", (1536, 640)), ("9:16", (768, 1344))])
def test_bytes_come_as_they_are(ai: Service, ratio: str, size: tuple[int, int]) -> None:
    """`Accept: image/*` gets the picture itself, its seed and reason in headers."""
    answer = ask(ai, aspect_ratio=ratio, output_format="webp", seed="7")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert (answer.headers["finish-reason"], answer.headers["seed"]) == ("SUCCESS", "7")
    assert picture_of(answer.content).size == size


def test_json_is_given_to_those_who_ask(ai: Service) -> None:
    """`Accept: application/json` gets base64; a seed of 0 is drawn and told."""
    answer = ask(ai, accept="application/json", output_format="jpeg").json()
    assert set(answer) == {"image", "finish_reason", "seed"}
    assert (answer["finish_reason"], answer["seed"] > 0) == ("SUCCESS", True)
    assert picture_of(answer["image"]).format == "JPEG"


@pytest.mark.parametrize("accept", ["image/*", "application/json"])
def test_what_is_filtered_is_a_200(ai: Service, accept: str) -> None:
    """A picture that may not be shown is charged and withheld, in a 200 that says so."""
    before = len(ai.stub.charges)
    answer = ask(ai, accept=accept, wrong="filtered")
    assert answer.status_code == 200
    told = answer.json()["finish_reason"] if accept == "application/json" else answer.headers["finish-reason"]
    assert (told, len(ai.stub.charges)) == ("CONTENT_FILTERED", before + 1)


@pytest.mark.parametrize(
    ("path", "fields", "status", "name", "error"),
    [
        (CORE, {"prompt": ""}, 400, "bad_request", "prompt: is required"),
        (CORE, {"seed": "4294967295"}, 400, "bad_request", "seed: "),
        (CORE, {"seed": "x"}, 400, "bad_request", "seed: "),
        (CORE, {"aspect_ratio": "7:1"}, 400, "bad_request", "aspect_ratio: "),
        (CORE, {"style_preset": "none"}, 400, "bad_request", "style_preset: "),
        (CORE, {"prompt": "a" * 10_001}, 400, "bad_request", "prompt: "),
        (SD3, {"output_format": "webp"}, 400, "bad_request", "output_format: "),
        (SD3, {"mode": "image-to-image"}, 400, "bad_request", "image"),
        (CORE, {"prompt": "gore"}, 403, "content_moderation", ""),
        ("/v2beta/stable-image/generate/other", {}, 404, "not_found", "core"),
    ],
)
def test_refusals_have_three_fields(  # noqa: PLR0917 - a row of the table
    ai: Service, path: str, fields: dict[str, str], status: int, name: str, error: str
) -> None:
    """Every refusal is an id, a name and a list of errors that names the field."""
    answer = ask(ai, path, **fields)
    body = answer.json()
    assert (answer.status_code, set(body), body["name"]) == (status, {"id", "name", "errors"}, name)
    assert error in body["errors"][0]


def test_a_picture_can_be_changed(ai: Service) -> None:
    """sd3 takes a picture with a strength: none of it is painted over at 0."""
    files = {"image": ("a.png", png("navy"))}
    answer = ask(ai, SD3, files=files, mode="image-to-image", strength="0")
    assert set(picture_of(answer.content).convert("RGB").get_flattened_data()) == {(0, 0, 128)}


def test_keys_are_wanted_and_other_types_refused(ai: Service) -> None:
    """No key is a 401; an `Accept` of neither kind, and a body that is no form, are 400s."""
    assert ai.session.post(ai.url + CORE, files={"none": ""}, timeout=9).status_code == 401
    assert ask(ai, accept="text/html").status_code == 400
    assert ai.call("POST", CORE, {"accept": "image/*"}, json={"prompt": "x"}).status_code == 400


def test_the_balance_is_in_credits(serve: Any) -> None:
    """A dollar is a hundred credits; each picture takes its price off."""
    ai = serve(credit=0.05)
    assert ask(ai).status_code == 200
    assert ai.call("GET", "/v1/user/balance").json() == {"credits": 2.0}
    assert (ask(ai).status_code, ask(ai).json()["name"]) == (402, "payment_required")
