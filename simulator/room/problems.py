"""Refusals as the room answers them: problem+json, whose `detail` is a sentence for people."""

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from contracts.problems import MEDIA_TYPE, Problem, ProblemCode

NAMES = {404: "There is nothing at this address.", 405: "This address takes another method."}


def answer_of(problem: Problem) -> Response:
    """Give the answer of a refusal."""
    body = json.dumps(problem.as_json(), ensure_ascii=False)
    return Response(body.encode("utf-8", "backslashreplace"), problem.status, media_type=MEDIA_TYPE)


async def on_problem(_request: Request, problem: Exception) -> Response:
    """Answer a refusal that a route raised."""
    assert isinstance(problem, Problem)  # noqa: S101 - registered for it alone
    return answer_of(problem)


async def on_http(_request: Request, error: Exception) -> Response:
    """Answer what the framework refuses by itself, in the same form."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it alone
    detail = NAMES.get(error.status_code, error.detail)
    answer = answer_of(Problem(ProblemCode.NOT_FOUND, detail, status=error.status_code, title="Not here"))
    answer.status_code = error.status_code
    return answer
