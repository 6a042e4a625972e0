"""A clause: what the contract says of one kind of exchange, read from its bytes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from contracts.kit import signing
from contracts.messages.base import InvalidMessage, Message
from contracts.problems import MEDIA_TYPE
from contracts.wire import HttpAnswer, HttpRequest


@dataclass(frozen=True, slots=True)
class Context:
    """What a clause needs besides the bytes.

    Attributes:
        webhook_secrets: to prove signatures; None when they are not known, and then nothing is proved.
        now: the run's time.
    """

    webhook_secrets: tuple[str, ...] | None
    now: datetime


@dataclass(slots=True)
class Reading:
    """What a clause read.

    Attributes:
        facts: normalised, see `contracts.evidence`.
        faults: what breaks the contract, a sentence each.
        unchecked: what could not be checked, a sentence each.
        correlation_id: the request's id, where the message bears it.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    correlation_id: str | None = None


Kind = TypeVar("Kind", bound=Message)
RequestReader = Callable[[HttpRequest, Context], Reading]
AnswerReader = Callable[[HttpRequest, HttpAnswer, Context], Reading]


@dataclass(frozen=True, slots=True)
class Clause:
    """What one exchange must keep.

    Attributes:
        interaction: its id in the journal, or `support`.
        read_request: judges what the sender sent.
        read_answer: judges what the receiver answered.
        answered_as: the interaction that the answer is, when it is one of its own (I06).
    """

    interaction: str
    read_request: RequestReader
    read_answer: AnswerReader
    answered_as: str | None = None


def read_as(model: type[Kind], body: bytes, reading: Reading) -> Kind | None:
    """Read a message, noting its faults; None when it has any."""
    try:
        return model.read(body)
    except InvalidMessage as error:
        note(reading, error)
        return None


def note(reading: Reading, error: InvalidMessage) -> None:
    """Note every fault of a message."""
    reading.faults += [f"{fault.path}: {fault.message}" for fault in error.errors]


def prove(request: HttpRequest, context: Context, reading: Reading) -> None:
    """Prove the signature and note the `webhook-id`."""
    reading.facts["webhook_id"] = request.header("webhook-id")
    if context.webhook_secrets is None:
        reading.unchecked.append("The signature could not be proved: no webhook secret is known.")
        return
    headers = {name.lower(): value for name, value in request.headers}
    try:
        signing.verify(context.webhook_secrets, headers, request.body, context.now)
    except signing.BadSignature as error:
        reading.faults.append(str(error))


def expect_status(answer: HttpAnswer, allowed: frozenset[int], reading: Reading) -> None:
    """Note the status, and that it is none that the contract names."""
    reading.facts["answer_status"] = answer.status
    if answer.status not in allowed:
        reading.faults.append(f"The answer's status {answer.status} is none that the contract names.")


def expect_problem(answer: HttpAnswer, reading: Reading) -> None:
    """Note that a refusal is no problem+json."""
    media_type = (answer.header("content-type") or "").partition(";")[0].strip()
    if answer.status >= 400 and media_type != MEDIA_TYPE:
        reading.faults.append(f"A refusal must be {MEDIA_TYPE}, not {media_type or 'untyped'}.")
