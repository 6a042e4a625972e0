"""Each stub keeps its own OpenAPI document, whatever Schemathesis makes of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from contracts.participants import System
from tests.hostile.conftest import Target, raised
from tests.hostile.sending import s3_signed, signed


def never_a_fault(context: Any, response: Any, case: Any) -> bool | None:
    """Hold against 5xx; S3's NotImplemented is a documented refusal."""
    lacking = response.status_code == 501 and b"<Code>NotImplemented<" in response.content
    return True if lacking else not_a_server_error(context, response, case)


CHECKS = [
    never_a_fault,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
PROFILE = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=12,
    suppress_health_check=list(HealthCheck),
)
Proof = Callable[[requests.PreparedRequest], requests.PreparedRequest]


@pytest.fixture(scope="module")
def own() -> Iterator[Target]:
    """Give a sandbox of its own: what is asked well leaves records behind."""
    with raised() as sandbox:
        yield sandbox


def proof(target: Target, system: System) -> Proof:
    """Give what signs a request in, or signs it, once it is whole."""
    sandbox = target.stage.sandbox

    def sign_in(request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body.encode() if isinstance(request.body, str) else request.body
        match system:
            case System.ODOO if "/callback" in (request.url or ""):
                own = signed(sandbox, body or b"", "made-by-schema")
            case System.ODOO:
                own = {"authorization": f"Bearer {sandbox.settings.odoo_api_key}", "cookie": ""}
            case System.N8N:
                own = signed(sandbox, body or b"", target.request_id)
                own["x-n8n-api-key"] = sandbox.settings.n8n_api_key
            case System.AI:
                own = {"authorization": f"Bearer {sandbox.settings.ai_api_key}"}
                if ":generateContent" in (request.url or "") or "/v1beta/" in (request.url or ""):
                    own = {"x-goog-api-key": sandbox.settings.ai_api_key}
            case _:
                own = s3_signed(sandbox.settings, request.method or "", request.url or "", body, dict(request.headers))
        request.headers.update({name: value for name, value in own.items() if name != "content-type"})
        return request

    return sign_in


@pytest.mark.parametrize("mode", [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE])
@pytest.mark.parametrize("system", list(System))
def test_a_stub_keeps_its_document(own: Target, system: System, mode: schemathesis.GenerationMode) -> None:
    """Every operation, asked well or badly, answers with a documented status, type and body, and never a 5xx."""
    address = own.stage.sandbox.addresses[system]
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json", config=schemathesis.Config())
    with requests.Session() as session:
        session.trust_env = False
        tried = 0
        for found in schema.get_all_operations():
            tried += _try_out(found.ok(), mode, session, proof(own, system))
    assert tried > 0


def _try_out(operation: Any, mode: schemathesis.GenerationMode, session: requests.Session, sign_in: Proof) -> int:
    @PROFILE
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate(session=session, auth=sign_in, checks=CHECKS, timeout=15, allow_redirects=False)

    try:
        holds()
    except Unsatisfiable:  # an operation without parameters can't be asked badly
        return 0
    return 1
