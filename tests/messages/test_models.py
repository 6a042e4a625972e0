"""The models alone: what they write they read, their JSON Schema agrees, and every fault is named where it is."""

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.messages.base import InvalidMessage, Message, json_schema
from contracts.messages.callback import Completed, Failed, read_callback
from contracts.messages.dispatch import Dispatch
from contracts.messages.generation import GenerationRequest
from contracts.messages.submission import Submission
from tests.messages.profile import PROFILE
from tests.messages.strategies import messages, mutations

MODELS: list[type[Message]] = [Submission, Dispatch, Completed, Failed, GenerationRequest]
each_model = pytest.mark.parametrize("model", MODELS)


def faults_of(model: type[Message], body: bytes | str) -> list[str]:
    """Give where the faults of a message lie."""
    with pytest.raises(InvalidMessage) as refusal:
        read_callback(body) if model in {Completed, Failed} else model.read(body)
    assert all(fault.message.endswith(".") and fault.message[0].isupper() for fault in refusal.value.errors)
    return [fault.path for fault in refusal.value.errors]


@each_model
@given(data=st.data())
@PROFILE
def test_what_is_written_is_read(model: type[Message], data: st.DataObject) -> None:
    """A valid message is read, and what is written of it is read as the same message."""
    message = model.read(json.dumps(data.draw(messages(model))))
    assert model.read(message.wire()) == message


@each_model
@given(data=st.data())
@PROFILE
def test_the_json_schema_takes_what_the_model_takes(model: type[Message], data: st.DataObject) -> None:
    """A valid message, as sent and as written again, keeps the model's own JSON Schema."""
    schema = jsonschema_rs.validator_for(json_schema(model), validate_formats=True)
    sent = data.draw(messages(model))
    schema.validate(sent)
    schema.validate(json.loads(model.read(json.dumps(sent)).wire()))


@each_model
@given(data=st.data())
@PROFILE
def test_one_fault_is_named_where_it_is(model: type[Message], data: st.DataObject) -> None:
    """A message with one thing wrong is refused, and the place that is named lies there and not elsewhere."""
    mutation = data.draw(mutations(model))
    paths = faults_of(model, json.dumps(mutation.body))
    assert all(path.startswith(mutation.path) for path in paths), (mutation, paths)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("callback_url", "http://odoo.example/\x00"),
        ("callback_url", " http://odoo.example/"),
        ("callback_url", "http://odoo.example/\r\nx: y"),
        ("callback_url", "file:///etc/passwd"),
        ("callback_url", "//odoo.example/"),
        ("deadline", "0001-01-01T00:00:00+23:59"),
        ("deadline", "9999-12-31T23:59:59-10:00"),
        ("deadline", "2026-11-22T10:00:00"),
        ("deadline", "tomorrow"),
        ("size", "16x4097"),
        ("size", "015x16"),
        ("size", "١٦x١٦"),
        ("prompt", " \t\n"),
    ],
)
def test_values_that_look_right_are_refused(field: str, value: str) -> None:
    """Addresses, moments, sizes and prompts that a careless reader takes are refused where they stand."""
    body: dict[str, Any] = {
        "type": "image.generation.requested",
        "timestamp": "2026-11-22T10:00:00.000Z",
        "data": {
            "request_id": "00000000-0000-4000-8000-000000000000",
            "prompt": "a fox",
            "negative_prompt": None,
            "size": "16x16",
            "quality": "auto",
            "format": "png",
            "n": 1,
            "seed": None,
            "style": None,
            "user_ref": "user",
            "callback_url": "http://odoo.example/",
            "deadline": "2026-11-22T10:15:00.000Z",
        },
    }
    Dispatch.read(json.dumps(body))
    body["data"][field] = value
    assert faults_of(Dispatch, json.dumps(body)) == [f"data.{field}"]


@pytest.mark.parametrize(
    ("image", "faults"),
    [
        ({}, ["data.images[0].url"]),
        ({"b64_json": "?"}, ["data.images[0].b64_json"]),
        ({"b64_json": "aGk=", "url": "http://ai.example/"}, ["data.images[0].url"]),
        ({"url": "http://ai.example/", "sha256": "0"}, ["data.images[0].sha256"]),
        (1, ["data.images[0]"]),
    ],
)
def test_an_image_is_judged_as_what_it_is(image: Any, faults: list[str]) -> None:
    """Data is judged as data and a link as a link: no fault is told of the kind that was not sent."""
    data = {"request_id": "00000000-0000-4000-8000-000000000000", "images": [image], "provider": {"name": "ai"}}
    body = {"type": "image.generation.completed", "timestamp": "2026-11-22T10:00:00.000Z", "data": data}
    assert faults_of(Completed, json.dumps(body)) == faults


@pytest.mark.parametrize(
    ("body", "path"), [("{}", "type"), ('{"type": "other"}', "type"), ("1", "body"), ("{", "body")]
)
def test_a_callback_says_what_it_is(body: str, path: str) -> None:
    """A callback without a known type is told so at its type."""
    assert faults_of(Completed, body) == [path]
