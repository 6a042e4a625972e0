"""I01 and I11: what crosses between the portal and Odoo."""

import hashlib
import json

from contracts import correlation
from contracts.clauses.base import Clause, Context, Reading, expect_problem, expect_status, read_as
from contracts.messages.submission import Receipt, RequestView
from contracts.wire import HttpAnswer, HttpRequest

SUBMIT_STATUS = frozenset({201, 401, 403, 409, 413, 415, 422, 429})
IMAGE_STATUS = frozenset({200, 206, 304, 401, 404, 503})


def read_submit(request: HttpRequest, _context: Context) -> Reading:
    """I01: the number of images. A message that breaks the contract is the user's right: Odoo must refuse it."""
    reading = Reading()
    try:
        body = json.loads(request.body)
        reading.facts["n"] = body.get("n", 1) if isinstance(body, dict) else None
    except (ValueError, RecursionError):
        reading.facts["n"] = None
    return reading


def read_receipt(_request: HttpRequest, answer: HttpAnswer, _context: Context) -> Reading:
    """I01's answer: the receipt, or a problem."""
    reading = Reading()
    expect_status(answer, SUBMIT_STATUS, reading)
    if answer.status == 201 and (receipt := read_as(Receipt, answer.body, reading)):
        reading.correlation_id = receipt.id
        reading.facts |= {
            "request_id": receipt.id,
            "deadline": receipt.deadline,
            "quota": receipt.quota.model_dump(),
        }
    expect_problem(answer, reading)
    return reading


def read_image_request(request: HttpRequest, _context: Context) -> Reading:
    """I11: which image is asked for."""
    return Reading(facts={"image_id": request.url.partition("?")[0].rpartition("/")[2]})


def read_image(_request: HttpRequest, answer: HttpAnswer, _context: Context) -> Reading:
    """I11's answer: the image's bytes, which nothing may run from."""
    told = answer.header(correlation.HEADER), answer.header("traceparent")
    reading = Reading(correlation_id=correlation.from_headers(*told))
    expect_status(answer, IMAGE_STATUS, reading)
    expect_problem(answer, reading)
    if answer.status == 200:
        reading.facts["sha256"] = hashlib.sha256(answer.body).hexdigest()
        if answer.header("x-content-type-options") != "nosniff":
            reading.faults.append("A served image must bear X-Content-Type-Options: nosniff.")
        if "default-src 'none'" not in (answer.header("content-security-policy") or ""):
            reading.faults.append("A served image must bear a closed Content-Security-Policy.")
    return reading


def read_view(_request: HttpRequest, answer: HttpAnswer, _context: Context) -> Reading:
    """The status as the portal polls it."""
    reading = Reading()
    expect_status(answer, frozenset({200, 304, 401, 404}), reading)
    if answer.status == 200 and (view := read_as(RequestView, answer.body, reading)):
        reading.correlation_id = view.id
        reading.facts["status"] = view.status
    expect_problem(answer, reading)
    return reading


def read_polled(request: HttpRequest, _context: Context) -> Reading:
    """Which request is polled."""
    return Reading(correlation_id=request.url.partition("?")[0].rpartition("/")[2])


SUBMIT = Clause("I01", read_submit, read_receipt)
SHOW_IMAGE = Clause("I11", read_image_request, read_image)
POLL = Clause("support", read_polled, read_view)
