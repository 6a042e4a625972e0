"""`POST /v1/images/generations` and its surroundings, over a real socket."""

import base64
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from contracts import correlation
from contracts.clauses.base import Context
from contracts.clauses.generation import GENERATE
from contracts.messages.generation import GenerationAnswer
from contracts.wire import HttpAnswer, HttpRequest

REQUEST_ID = "0191d7a0-4f5e-4c3a-9b7e-2f1d3c5b7a90"


def pictures(answer: Any) -> list[bytes]:
    assert answer.status_code == 200, answer.text
    return [base64.b64decode(image["b64_json"], validate=True) for image in answer.json()["data"]]


def picture(answer: Any) -> Image.Image:
    return Image.open(BytesIO(pictures(answer)[0]), formats=("PNG", "JPEG", "WEBP"))


def test_answer_keeps_the_contract(ai):
    """An answer is read by the contract's own message and judged without a fault by its own clause."""
    answer = ai.generate()
    message = GenerationAnswer.read(answer.content)
    assert (message.size, message.output_format, message.quality, message.background) == (
        "64x64",
        "png",
        "medium",
        "opaque",
    )
    asked = HttpRequest("POST", answer.request.url, tuple(answer.request.headers.items()), answer.request.body)
    given = HttpAnswer(answer.status_code, tuple(answer.headers.items()), answer.content)
    context = Context(webhook_secrets=(), now=ai.clock.now())
    assert GENERATE.read_request(asked, context).faults == []
    assert GENERATE.read_answer(asked, given, context).faults == []


def test_gpt_image_models_send_data_alone(ai):
    """An image of a gpt-image model has its data and no `url`, not even a null."""
    assert [set(image) for image in ai.generate().json()["data"]] == [{"b64_json"}]


def test_defaults_are_a_large_png_of_the_default_model(ai):
    """A prompt alone gives one PNG of 1024x1024."""
    answer = ai.post(json={"prompt": "a lighthouse"})
    assert (picture(answer).size, picture(answer).format, len(pictures(answer))) == ((1024, 1024), "PNG", 1)
    assert picture(answer).text["model"] == "gpt-image-1.5"


@pytest.mark.parametrize(("kind", "expected"), [("png", "PNG"), ("jpeg", "JPEG"), ("webp", "WEBP")])
def test_format_is_the_one_asked_for(ai, kind, expected):
    """The bytes are in the format that was asked for, and the answer names it."""
    answer = ai.generate(output_format=kind)
    assert (picture(answer).format, answer.json()["output_format"]) == (expected, kind)


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_transparent_background_has_alpha(ai, kind):
    """A transparent background gives pixels with alpha, and the answer says so."""
    answer = ai.generate(background="transparent", output_format=kind)
    assert (picture(answer).mode, answer.json()["background"]) == ("RGBA", "transparent")


def test_compression_changes_the_bytes(ai):
    """A low `output_compression` gives a smaller jpeg than a high one."""
    low, high = (pictures(ai.generate(output_format="jpeg", output_compression=each))[0] for each in (5, 100))
    assert len(low) < len(high)


def test_png_says_what_it_is(ai):
    """A PNG's text tells prompt, seed, model, and that it is synthetic."""
    text = picture(ai.generate(prompt="ein Fuchs — 狐")).text
    assert (text["prompt"], text["model"], text["synthetic"]) == ("ein Fuchs — 狐", "gpt-image-2", "true")
    assert text["seed"].isdigit()


def test_same_request_gives_the_same_bytes(serve):
    """Two stubs of one seed paint the same bytes, whatever their entropy."""
    first, second = (serve(seed=7, entropy_seed=each) for each in (1, 2))
    assert pictures(first.generate(n=2)) == pictures(second.generate(n=2))


def test_pictures_of_one_request_differ(ai):
    """`n` gives so many different pictures."""
    assert len(set(pictures(ai.generate(n=4)))) == 4


def test_seed_of_the_stub_changes_the_picture(serve):
    """Another seed of the stub paints another picture of the same prompt."""
    assert pictures(serve(seed=1).generate()) != pictures(serve(seed=2).generate())


@pytest.mark.parametrize(
    ("model", "size", "status"),
    [
        ("gpt-image-1.5", "1536x1024", 200),
        ("gpt-image-1.5", "64x64", 400),
        ("gpt-image-1-mini", "1024x1536", 200),
        ("chatgpt-image-latest", "512x512", 400),
        ("gpt-image-2", "auto", 200),
        ("gpt-image-2", "48x16", 200),
        ("gpt-image-2", "64x16", 400),
        ("gpt-image-2", "65x64", 400),
        ("gpt-image-2", "3856x2160", 400),
        ("gpt-image-2", "3840x2176", 400),
        ("imageflow-link-1", "4096x16", 200),
        ("imageflow-link-1", "15x16", 400),
        ("imageflow-link-1", "4097x16", 400),
    ],
)
def test_sizes_are_those_of_the_model(ai, model, size, status):
    """A model paints the sizes that it has, and refuses others by name of the field and its own sizes."""
    answer = ai.generate(model=model, size=size)
    assert answer.status_code == status
    if status == 400:
        error = answer.json()["error"]
        assert (error["param"], error["code"]) == ("size", "invalid_value")
        assert size in error["message"]
        assert "auto" in error["message"]


def test_usage_counts_prompt_quality_size_and_pictures(ai):
    """Token usage is the sum that quality, size and `n` make, the same each time."""
    answer = ai.generate(prompt="a" * 41, size="1024x512", quality="low", n=2)
    assert answer.json()["usage"] == {
        "input_tokens": 11,
        "input_tokens_details": {"image_tokens": 0, "text_tokens": 11},
        "output_tokens": 272,
        "total_tokens": 283,
    }


def test_charges_are_noted_by_request(serve):
    """What was painted is charged once, under the request's id; what was refused is not."""
    ai = serve()
    ai.generate(headers=dict(correlation.headers_of(REQUEST_ID)), n=2)
    ai.generate()
    ai.generate(prompt="gore")
    ai.generate(size="65x65")
    noted = [(charge.request_id, charge.n, charge.model) for charge in ai.stub.charges]
    assert noted == [(REQUEST_ID, 2, "gpt-image-2"), (None, 1, "gpt-image-2")]


def test_created_is_the_runs_time(serve):
    """`created` and the processing time come from the run's clock."""
    ai = serve()
    ai.clock.move_on(86400)
    answer = ai.generate()
    assert answer.json()["created"] == int(ai.clock.now().timestamp())
    assert answer.headers["openai-processing-ms"] == "0"


def test_every_answer_has_an_id_of_its_own(ai):
    """Good and bad answers bear a new `x-request-id` and the API's version."""
    answers = [ai.generate(), ai.generate(n=0), ai.get("/nowhere"), ai.get("/health")]
    assert len({answer.headers["x-request-id"] for answer in answers}) == 4
    assert {answer.headers["openai-version"] for answer in answers} == {"2020-10-01"}


@pytest.mark.parametrize(
    "prompt", ["a gore scene", "GORE!", "\uff27\uff2f\uff32\uff25", "so much\ngore", "self-harm", "self harm"]
)
def test_blocked_words_are_found_however_written(ai, prompt):
    """Case, width, punctuation and line breaks hide no blocked word; the refusal names the violation."""
    answer = ai.generate(prompt=prompt)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["param"]) == (400, "moderation_blocked", None)
    assert error["message"].startswith("Your request was rejected by the safety system")
    assert "safety_violations=[" in error["message"]


def test_all_violations_are_named(ai):
    """A prompt with several violations is told all of them."""
    assert "safety_violations=[sexual, violence]" in ai.generate(prompt="nude gore").json()["error"]["message"]


@pytest.mark.parametrize("prompt", ["a gorecki symphony", "a phoregore"])
def test_words_that_only_hold_a_blocked_one_pass(ai, prompt):
    """A blocked word inside another word blocks nothing."""
    assert ai.generate(prompt=prompt).status_code == 200


def test_blocked_words_are_settings(serve):
    """The list is the settings' own: other words are blocked, and the usual ones are not."""
    ai = serve(blocked_words=("Purple Cow",))
    assert ai.generate(prompt="gore").status_code == 200
    assert "[other]" in ai.generate(prompt="a purple, cow").json()["error"]["message"]


def test_models_are_listed(ai):
    """`/v1/models` lists what may be asked for, each to be had by its id as well."""
    headers = {"Authorization": "bearer sk-imageflow"}
    listed = ai.get("/v1/models", headers=headers).json()
    names = [model["id"] for model in listed["data"]]
    assert {"gpt-image-1.5", "gpt-image-1-mini", "gpt-image-2", "chatgpt-image-latest", "imageflow-link-1"} <= set(
        names
    )
    assert not {"dall-e-2", "dall-e-3", "gpt-image-1"} & set(names)
    assert [ai.get(f"/v1/models/{name}", headers=headers).json() for name in names] == listed["data"]
    assert ai.get("/v1/models/none", headers=headers).json()["error"]["code"] == "model_not_found"


def test_health_needs_no_key(ai):
    """`/health` answers anyone."""
    assert ai.get("/health").json() == {"status": "pass"}


def test_openapi_describes_the_endpoint(ai):
    """The OpenAPI document has the endpoint with the contract's message."""
    document = ai.get("/openapi.json").json()
    body = document["paths"]["/v1/images/generations"]["post"]["requestBody"]["content"]["application/json"]
    assert body["schema"] == {"$ref": "#/components/schemas/ImageRequest"}
    assert "ImageRequest" in document["components"]["schemas"]
