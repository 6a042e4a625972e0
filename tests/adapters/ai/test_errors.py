"""Every row of every dialect's table of refusals, as the provider words it."""

import asyncio
import re
from typing import Any

import pytest
import responses

from contracts.ports.ai import GenerationFailed, ImageJob
from real_adapters.ai.adapter import RealAi
from real_adapters.ai.dialects import automatic1111, gemini, openai, replicate, stability
from real_adapters.ai.errors import COMMON, Row

ADDRESS = "https://ai.example.com"
TABLES = {
    "openai": openai.ERRORS,
    "stability": stability.ERRORS,
    "replicate": replicate.ERRORS,
    "automatic1111": automatic1111.ERRORS,
    "gemini": gemini.ERRORS,
}


def worded(dialect: str, row: Row) -> dict[str, Any]:
    """Give the body that a provider refuses with."""
    match dialect:
        case "openai":
            return {"error": {"message": "No.", "type": "any", "param": None, "code": row.code}}
        case "stability":
            return {"id": "1", "name": row.code or "other", "errors": ["No."]}
        case "replicate":
            return {"title": "No", "detail": "No.", "status": row.status}
        case "automatic1111":
            return {"detail": [{"loc": ["body"], "msg": "No.", "type": "any"}] if row.status == 422 else "No."}
    word = row.code or "OTHER"
    details = [{"reason": word}] if word == "API_KEY_INVALID" else []
    return {"error": {"code": row.status, "message": "No.", "status": word, "details": details}}


ROWS = [(dialect, row) for dialect, table in TABLES.items() for row in table]
OTHERS = [
    (dialect, row)
    for dialect, table in TABLES.items()
    for row in COMMON
    if not any(own.status == row.status and own.code is None for own in table)
]


@responses.activate
@pytest.mark.parametrize(("dialect", "row"), ROWS + OTHERS, ids=lambda each: str(each)[:60])
def test_a_row(dialect: str, row: Row) -> None:
    """The refusal is of the row's kind, retryable and charged as it says, and waits as long as it is told to."""
    headers = {"retry-after": "9", "x-request-id": "req_1"}
    responses.post(re.compile(f"{ADDRESS}/.*"), json=worded(dialect, row), status=row.status, headers=headers)
    with pytest.raises(GenerationFailed) as raised:
        asyncio.run(RealAi(ADDRESS, "key", dialect).generate(ImageJob("a fox")))
    fault = raised.value
    assert (fault.kind, fault.retryable, fault.charged) == (row.kind, row.retryable, row.charged)
    assert (fault.status, fault.retry_after, fault.provider_request_id) == (row.status, 9, "req_1")
    assert str(fault).startswith(f"ai.example.com refused with {row.status}: ")


@responses.activate
@pytest.mark.parametrize("status", [200, 201, 302, 418, 599])
@pytest.mark.parametrize("dialect", TABLES)
@pytest.mark.parametrize("body", ["<html>sign in</html>", "[]", "null", '{"error": "text"}', "{}", ""])
def test_what_no_row_names(dialect: str, status: int, body: str) -> None:
    """Anything else than an answer of the format is told so, and nobody claims that it was free."""
    responses.post(re.compile(f"{ADDRESS}/.*"), body=body, status=status)
    with pytest.raises(GenerationFailed) as raised:
        asyncio.run(RealAi(ADDRESS, "key", dialect).generate(ImageJob("a fox")))
    assert raised.value.kind in {"protocol", "upstream"}
    assert raised.value.charged == "unknown" or dialect == "automatic1111"


@responses.activate
@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "300", "retry-after": "30"}, 0.3),
        ({"retry-after": "Sun, 22 Nov 2020 12:00:07 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_it_is_told_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    """Milliseconds, seconds and dates are read; what is none of these is nothing."""
    responses.post(f"{ADDRESS}/v1/images/generations", json={}, status=429, headers=headers)
    with pytest.raises(GenerationFailed) as raised:
        asyncio.run(RealAi(ADDRESS, "key").generate(ImageJob("a fox")))
    assert raised.value.retry_after == seconds
