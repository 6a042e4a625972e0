"""Steps that play n8n towards Odoo, or Odoo towards n8n, well or badly on purpose."""

import asyncio
import base64
import io
import json
from typing import Any

from PIL import Image
from pytest_bdd import parsers, when

from contracts.kit import signing
from contracts.timestamps import to_text
from contracts.wire import HttpAnswer
from features.world import NOBODYS as UNKNOWN
from features.world import World

OTHER_SECRET = signing.make_secret("another secret of forty characters......")
FLAWS: dict[str, dict[str, Any]] = {
    "an old signature": {"age": 301},
    "an early signature": {"age": -330},
    "no signature": {"without": "webhook-signature"},
    "no id": {"without": "webhook-id"},
    "no timestamp": {"without": "webhook-timestamp"},
    "a garbled signature": {"webhook_signature": "v1,%%% v1, v1,=== é"},
    "a garbled timestamp": {"webhook_timestamp": "1e9"},
    "a changed body": {"webhook_signature": "of another body"},
    "a bad signature": {},
}


def picture() -> str:
    """Give a small picture as base64."""
    data = io.BytesIO()
    Image.new("RGB", (64, 64), (30, 90, 160)).save(data, "PNG")
    return base64.b64encode(data.getvalue()).decode()


def outcome(world: World, **data: Any) -> dict[str, Any]:
    """Give a good message with images; keyword arguments stand in place of its data's own."""
    stamp = to_text(world.stage.sandbox.clock.now())
    whole = {"request_id": world.request_id, "images": [{"b64_json": picture()}], "provider": {"name": "played"}}
    return {"type": "image.generation.completed", "timestamp": stamp, "data": whole | data}


def outcome_id(world: World, number: int = 1) -> str:
    """Give the id of a message about the request: its own, for Odoo keeps the ids of all that it accepted."""
    return f"{world.request_id}.outcome-{number}"


def call_back(world: World, message: dict[str, Any] | bytes, message_id: str | None = None, **how: Any) -> None:
    """Send a message as n8n and keep the answer; its id is that of the first outcome unless another is named."""
    message_id = message_id or outcome_id(world)
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    world.messages.append((message_id, body))
    world.keep(world.stage.run(world.stage.sandbox.as_n8n().send(body, message_id, **how)))


def flawed(world: World, flaw: str, body: bytes, message_id: str) -> dict[str, Any]:
    """Give how to send a message with a flaw."""
    how = dict(FLAWS[flaw])
    now = world.stage.sandbox.clock.now()
    if flaw == "a bad signature":
        how |= {"webhook_signature": signing.sign((OTHER_SECRET,), message_id, now, body)["webhook-signature"]}
    if flaw == "a changed body":
        secrets = world.stage.sandbox.settings.webhook_secrets
        how |= {"webhook_signature": signing.sign(secrets, message_id, now, body + b" ")["webhook-signature"]}
    return how


FLAW = "(?P<flaw>" + "|".join(FLAWS) + ")"


@when(parsers.re(f"n8n calls back with {FLAW}$"))
def calls_back_flawed(world: World, flaw: str) -> None:
    body = json.dumps(outcome(world)).encode()
    call_back(world, body, **flawed(world, flaw, body, outcome_id(world)))


@when(parsers.parse("n8n calls back with the message's {path} set to {value}"))
def calls_back_changed(world: World, path: str, value: str) -> None:
    message = outcome(world)
    at = message
    *steps, last = path.split(".")
    for step in steps:
        at = at[step]
    at[last] = json.loads(value)
    call_back(world, message)


@when("n8n calls back for an unknown request")
def calls_back_unknown(world: World) -> None:
    call_back(world, outcome(world, request_id=UNKNOWN))


@when(parsers.parse("n8n calls back with a message of {count:d} bytes"))
def calls_back_large(world: World, count: int) -> None:
    call_back(world, outcome(world, usage={"filler": "x" * count}))


@when("n8n calls back with a form")
def calls_back_form(world: World) -> None:
    call_back(world, b"request_id=1", content_type="application/x-www-form-urlencoded")


@when("n8n calls back with a picture")
def calls_back_picture(world: World) -> None:
    call_back(world, outcome(world))


@when("n8n calls back with the same message again")
def calls_back_again(world: World) -> None:
    message_id, body = world.messages[-1]
    call_back(world, body, message_id)


@when("n8n calls back with another body under the same id")
def calls_back_other_body(world: World) -> None:
    call_back(world, outcome(world, usage={"total_tokens": 1}))


@when("n8n calls back with a failure under another id")
def calls_back_failure(world: World) -> None:
    error = {"kind": "provider_error", "code": None, "message": "No.", "retryable": False}
    stamp = to_text(world.stage.sandbox.clock.now())
    data = {"request_id": world.request_id, "error": error}
    call_back(world, {"type": "image.generation.failed", "timestamp": stamp, "data": data}, outcome_id(world, 2))


@when("n8n calls back with a picture five times at once")
def calls_back_at_once(world: World) -> None:
    body = json.dumps(outcome(world)).encode()
    sender = world.stage.sandbox.as_n8n()
    world.answers.clear()

    async def all_at_once() -> list[HttpAnswer]:
        return await asyncio.gather(*(sender.send(body, outcome_id(world)) for _ in range(5)))

    for answer in world.stage.run(all_at_once()):
        world.keep(answer)


@when("n8n calls back with a link whose hash is wrong")
def calls_back_wrong_hash(world: World) -> None:
    served = world.serve_picture(base64.b64decode(picture()))
    call_back(world, outcome(world, images=[{"url": served, "sha256": "0" * 64}]))


@when(parsers.re("n8n calls back with a link to (?P<url>http.*)"))
def calls_back_link(world: World, url: str) -> None:
    call_back(world, outcome(world, images=[{"url": url}]))


def dispatch(world: World, **changes: Any) -> bytes:
    """Give a message from Odoo to n8n, for a request of nobody; good, but for what keyword arguments change."""
    now = world.stage.sandbox.clock.now()
    data = {
        "request_id": UNKNOWN,
        "prompt": "a lighthouse",
        "negative_prompt": None,
        "size": world.mix.size,
        "quality": "auto",
    }
    data |= {"quality": "auto", "format": "png", "n": 1, "seed": None, "style": None, "user_ref": "nobody"}
    data |= {"callback_url": "http://127.0.0.1:1/", "deadline": to_text(now)} | changes
    return json.dumps({"type": "image.generation.requested", "timestamp": to_text(now), "data": data}).encode()


@when(parsers.re(f"a message reaches n8n with {FLAW}$"))
def message_reaches_flawed(world: World, flaw: str) -> None:
    body = dispatch(world)
    how = flawed(world, flaw, body, UNKNOWN)
    world.keep(world.stage.run(world.stage.sandbox.as_gateway().send(body, UNKNOWN, **how)))


@when("a message reaches n8n twice")
def message_reaches_twice(world: World) -> None:
    body = dispatch(world)
    for _ in range(2):
        world.keep(world.stage.run(world.stage.sandbox.as_gateway().send(body, UNKNOWN)))
    world.wait_for("I05", answered=True)


@when(parsers.parse("a message reaches n8n with its {field:w} set to {value}"))
def message_reaches_changed(world: World, field: str, value: str) -> None:
    body = dispatch(world, **{field: json.loads(value)})
    world.keep(world.stage.run(world.stage.sandbox.as_gateway().send(body, UNKNOWN)))
