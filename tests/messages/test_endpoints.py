"""Each endpoint of the flow takes every valid message, and refuses every other one in the contract's own words."""

import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.messages.base import InvalidMessage, Message
from contracts.messages.callback import Completed, Failed, read_callback
from contracts.messages.dispatch import Dispatch
from contracts.messages.generation import GenerationRequest
from contracts.messages.submission import Submission
from contracts.participants import System
from contracts.wire import HttpAnswer, HttpRequest
from simulator.stage import Stage
from tests.hostile.sending import JSON, MODEL, dispatch
from tests.messages.profile import PROFILE
from tests.messages.strategies import messages, mutations

Sender = Callable[[Stage, bytes, str], Coroutine[Any, Any, HttpAnswer]]
NOBODY = "00000000-0000-4000-8000-000000000000"
SMALL = st.sampled_from(["16x16", "32x16", "48x48"])


@dataclass(frozen=True)
class Reader:
    """An endpoint, the messages that it reads, and how it words a refusal.

    Attributes:
        model: of its messages.
        send: sends a body, properly signed in.
        ease: spares a valid message from costing time, without making it less valid.
        taken: the statuses of messages that are valid.
        refused: the status of those that are not.
        words: what the answer says, as one text.
    """

    model: type[Message]
    send: Sender
    ease: Callable[[Stage, Any, str], Any]
    taken: set[int]
    refused: int
    words: Callable[[Any], str]


def _submit(stage: Stage, body: bytes, _message_id: str) -> Coroutine[Any, Any, HttpAnswer]:
    portal = stage.sandbox.portal(stage.sandbox.settings.odoo_api_key)
    return portal.send("POST", "/imageflow/v1/requests", body)


def _call_back(stage: Stage, body: bytes, message_id: str) -> Coroutine[Any, Any, HttpAnswer]:
    return stage.sandbox.as_n8n().send(body, message_id)


def _dispatch(stage: Stage, body: bytes, message_id: str) -> Coroutine[Any, Any, HttpAnswer]:
    return stage.sandbox.as_gateway().send(body, message_id)


def _generate(stage: Stage, body: bytes, _message_id: str) -> Coroutine[Any, Any, HttpAnswer]:
    headers = JSON | {"authorization": f"Bearer {stage.sandbox.settings.ai_api_key}"}
    url = f"{stage.sandbox.addresses[System.AI]}/v1/images/generations"
    return stage.sandbox.transport.send(HttpRequest("POST", url, tuple(headers.items()), body))


def _with_small_pictures(_stage: Stage, message: Any, size: str) -> Any:
    return message | {"size": size}


def _over_already(stage: Stage, message: Any, size: str) -> Any:
    known = dispatch(stage.sandbox, NOBODY)["data"]
    eased = {name: known[name] for name in ("callback_url", "deadline")} | {"size": size}
    return message | {"data": message["data"] | eased}


def _with_a_model(_stage: Stage, message: Any, size: str) -> Any:
    return message | {"model": MODEL, "size": size}


def _as_it_is(_stage: Stage, message: Any, _size: str) -> Any:
    return message


def _listed(answer: Any) -> str:
    return "\n".join(error["message"] for error in answer["errors"])


READERS = {
    "submission": Reader(Submission, _submit, _with_small_pictures, {201}, 422, _listed),
    "dispatch": Reader(Dispatch, _dispatch, _over_already, {202}, 422, _listed),
    "completed": Reader(Completed, _call_back, _as_it_is, {404}, 422, _listed),
    "failed": Reader(Failed, _call_back, _as_it_is, {404}, 422, _listed),
    "generation": Reader(
        GenerationRequest, _generate, _with_a_model, {200}, 400, lambda it: str(it["error"]["message"])
    ),
}
UNREAD = {"surprise", "TYPE", "timestamp"}
UNREAD |= {f"data.{name}" for name in ("seed", "style", "negative_prompt", "user_ref")}
"""What n8n's workflow does not look at, or takes as it comes."""
each_reader = pytest.mark.parametrize("name", READERS)


def _id_in(message: Any) -> str:
    """Give the id that a dispatch must be sent under; any other message may have any."""
    data = message.get("data") if isinstance(message, dict) else None
    found = data.get("request_id") if isinstance(data, dict) else None
    return found if isinstance(found, str) and found.isascii() and found.isprintable() and found else NOBODY


def _fits_no_model(name: str, message: Any) -> bool:
    """Tell what the AI service documents that it can't paint, though the format can ask for it."""
    kind = message.get("output_format") or "png"
    opaque = kind == "jpeg" and message.get("background") == "transparent"
    lossless = kind == "png" and message.get("output_compression") not in {None, 100}
    return name == "generation" and (opaque or lossless)


@each_reader
@given(data=st.data())
@PROFILE
def test_a_valid_message_is_taken(stage: Stage, name: str, data: st.DataObject) -> None:
    """Whatever keeps the contract is accepted; a callback for no request is found valid first, then unknown (404)."""
    reader = READERS[name]
    message = reader.ease(stage, data.draw(messages(reader.model)), data.draw(SMALL))
    answer = stage.run(reader.send(stage, json.dumps(message).encode(), _id_in(message)))
    assert answer.status in ({400} if _fits_no_model(name, message) else reader.taken), answer.body


@given(mutation=mutations(Dispatch))
@PROFILE
def test_a_dispatch_is_refused_at_the_field_that_the_workflow_needs(stage: Stage, mutation: Any) -> None:
    """The workflow looks at what it needs alone: a fault there is refused and its field named, others are passed."""
    answer = stage.run(_dispatch(stage, json.dumps(mutation.body).encode(), _id_in(mutation.body)))
    if answer.status == 202:
        assert mutation.path in UNREAD or "NUL" in mutation.what, mutation
    else:
        named = [each["path"] for each in json.loads(answer.body)["errors"]]
        assert answer.status == 422
        assert any(path.startswith(mutation.path) or mutation.path.startswith(path) for path in named), (
            mutation,
            named,
        )


@pytest.mark.parametrize("name", [each for each in READERS if each != "dispatch"])
@given(data=st.data())
@PROFILE
def test_a_message_with_one_fault_is_refused_in_the_same_words(stage: Stage, name: str, data: st.DataObject) -> None:
    """One thing wrong is refused, and each fault is told in the sentence that the contract has for it."""
    reader = READERS[name]
    mutation = data.draw(mutations(reader.model))
    body = json.dumps(mutation.body).encode()
    answer = stage.run(reader.send(stage, body, _id_in(mutation.body)))
    assert answer.status == reader.refused, (mutation, answer.body)
    told = reader.words(json.loads(answer.body))
    with pytest.raises(InvalidMessage) as refusal:
        read_callback(body) if reader.model in {Completed, Failed} else reader.model.read(body)
    assert all(fault.message in told for fault in refusal.value.errors), mutation


@given(message=messages(Dispatch), other=messages(Dispatch))
@PROFILE
def test_a_dispatch_goes_under_its_request_s_id(stage: Stage, message: Any, other: Any) -> None:
    """A valid message under another `webhook-id` is refused at the field that doesn't agree."""
    assume(_id_in(message) != _id_in(other))
    answer = stage.run(stage.sandbox.as_gateway().send(json.dumps(message).encode(), _id_in(other)))
    assert (answer.status, json.loads(answer.body)["errors"][0]["path"]) == (422, "data.request_id")
