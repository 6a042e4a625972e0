"""I07: the workflow posts the signed outcome to Odoo."""

from typing import Any

from contracts.clauses.base import Clause, Context, Reading, expect_problem, expect_status, note, prove, read_as
from contracts.clauses.generation import data_facts
from contracts.messages.base import InvalidMessage
from contracts.messages.callback import CallbackReceipt, Completed, ImageData, ImageLink, read_callback
from contracts.wire import HttpAnswer, HttpRequest

STATUS = frozenset({200, 202, 401, 404, 409, 413, 415, 422})


def read_request(request: HttpRequest, context: Context) -> Reading:
    """Judge the message and its signature."""
    reading = Reading()
    prove(request, context, reading)
    try:
        callback = read_callback(request.body)
    except InvalidMessage as error:
        note(reading, error)
        return reading
    reading.correlation_id = callback.data.request_id
    images = callback.data.images if isinstance(callback, Completed) else []
    reading.facts |= {
        "request_id": callback.data.request_id,
        "type": callback.type,
        "images": [_facts(image) for image in images],
    }
    return reading


def _facts(image: ImageData | ImageLink) -> dict[str, Any]:
    if isinstance(image, ImageLink):
        return {"url": image.url}
    return data_facts(image.b64_json) or {}


def read_answer(_request: HttpRequest, answer: HttpAnswer, _context: Context) -> Reading:
    """Judge Odoo's answer."""
    reading = Reading()
    expect_status(answer, STATUS, reading)
    expect_problem(answer, reading)
    if answer.status in {200, 202}:
        receipt = read_as(CallbackReceipt, answer.body, reading)
        if receipt is not None and (receipt.result == "accepted") != (answer.status == 202):
            reading.faults.append("202 is for an accepted outcome, 200 for one that changes nothing.")
    return reading


CALLBACK = Clause("I07", read_request, read_answer)
