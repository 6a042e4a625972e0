"""I04: Odoo's gateway posts a signed request to the n8n webhook."""

from contracts.clauses.base import Clause, Context, Reading, prove, read_as
from contracts.messages.dispatch import Dispatch, DispatchReceipt
from contracts.wire import HttpAnswer, HttpRequest


def read_dispatch(request: HttpRequest, context: Context) -> Reading:
    """Judge the message, its signature, and that `webhook-id` is the request's id."""
    reading = Reading()
    prove(request, context, reading)
    message = read_as(Dispatch, request.body, reading)
    if message is not None:
        reading.correlation_id = message.data.request_id
        reading.facts |= {"request_id": message.data.request_id, "n": message.data.n}
        if reading.facts["webhook_id"] != message.data.request_id:
            reading.faults.append("The header webhook-id must be the request's id.")
    return reading


def read_receipt(request: HttpRequest, answer: HttpAnswer, _context: Context) -> Reading:
    """Judge that an acceptance echoes the request's id; refusals and outages are n8n's right."""
    reading = Reading(facts={"answer_status": answer.status})
    if answer.status == 202:
        receipt = read_as(DispatchReceipt, answer.body, reading)
        if receipt is not None and receipt.request_id != request.header("webhook-id"):
            reading.faults.append("The answer must echo the request's id.")
    elif answer.status < 400:
        reading.faults.append(f"Acceptance is 202 with the request's id, not {answer.status}.")
    return reading


DISPATCH = Clause("I04", read_dispatch, read_receipt)
