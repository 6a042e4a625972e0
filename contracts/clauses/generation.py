"""I05 and I06 in OpenAI's format: the generation request, and the images or the refusal."""

import base64
import binascii
import hashlib
from typing import Any

from contracts import correlation
from contracts.clauses.base import Clause, Context, Reading, read_as
from contracts.messages.generation import (
    GeneratedImage,
    GenerationAnswer,
    GenerationRequest,
    ProviderErrorAnswer,
)
from contracts.wire import HttpAnswer, HttpRequest


def read_request(request: HttpRequest, _context: Context) -> Reading:
    """Judge the request."""
    reading = Reading()
    own, trace = request.header(correlation.HEADER), request.header("traceparent")
    reading.correlation_id = correlation.from_headers(own, trace)
    if not (request.header("authorization") or "").startswith("Bearer "):
        reading.faults.append("The AI service is called with Authorization: Bearer and its API key.")
    message = read_as(GenerationRequest, request.body, reading)
    if message is not None:
        reading.facts |= {"n": message.n or 1, "model": message.model}
    return reading


def read_answer(_request: HttpRequest, answer: HttpAnswer, _context: Context) -> Reading:
    """Judge the answer: images that decode, or an error in the provider's format."""
    reading = Reading(facts={"answer_status": answer.status, "images": []})
    if answer.status == 200:
        _read_images(answer, reading)
        return reading
    # A refused generation is not charged; of a server error nobody knows.
    reading.facts |= {"outcome": "refused", "charged": "no" if answer.status < 500 else "unknown"}
    read_as(ProviderErrorAnswer, answer.body, reading)
    return reading


def _read_images(answer: HttpAnswer, reading: Reading) -> None:
    reading.facts |= {"outcome": "unknown", "charged": "unknown"}
    message = read_as(GenerationAnswer, answer.body, reading)
    if message is None:
        return
    reading.facts |= {"outcome": "images", "charged": "yes"}
    for position, image in enumerate(message.data):
        facts = image_facts(image)
        if facts is None:
            reading.faults.append(f"data[{position}]: an image is base64 data or a link.")
        else:
            reading.facts["images"].append(facts)


def image_facts(image: GeneratedImage) -> dict[str, Any] | None:
    """Give an image as facts: hash and size of data, or the link; None when it is neither."""
    if image.b64_json:
        return data_facts(image.b64_json)
    return {"url": image.url} if image.url else None


def data_facts(b64_json: str) -> dict[str, Any] | None:
    """Give hash and size of base64 data; None when it is none."""
    try:
        data = base64.b64decode(b64_json, validate=True)
    except (binascii.Error, ValueError):
        return None
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


GENERATE = Clause("I05", read_request, read_answer, answered_as="I06")
