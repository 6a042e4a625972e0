"""Every endpoint that takes a body: where it is, how its caller proves itself, a good body, and how refusals look."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from contracts.participants import System
from simulator.sandbox import Sandbox
from simulator.settings import Settings
from tests.hostile.raw import Answer

MODEL = "gpt-image-2"
"""Paints small pictures too."""
ADMIN, KNOWN_KEY, TOKEN = "admin", "known", "a" * 43
JSON = {"content-type": "application/json"}
SUBMISSION = {"prompt": "a red fox at dawn", "size": "16x16", "n": 1, "seed": 7}
GENERATION = {"prompt": "a red fox at dawn", "size": "16x16", "n": 1, "model": MODEL}
RPC = {"jsonrpc": "2.0", "method": "call", "id": 1}
Headers = dict[str, str]


def dispatch(sandbox: Sandbox, request_id: str) -> dict[str, Any]:
    """Give a dispatch that was over long ago, so that a run of the workflow reports to nobody."""
    return {
        "type": "image.generation.requested",
        "timestamp": "2020-01-01T00:00:00.000Z",
        "data": {
            "request_id": request_id,
            "prompt": "a red fox at dawn",
            "negative_prompt": None,
            "size": "16x16",
            "quality": "auto",
            "format": "png",
            "n": 1,
            "seed": None,
            "style": None,
            "user_ref": "user",
            "callback_url": f"{sandbox.addresses[System.ODOO]}/imageflow/v1/callback",
            "deadline": "2020-01-01T00:00:00.000Z",
        },
    }


def callback(_sandbox: Sandbox, request_id: str) -> dict[str, Any]:
    """Give an outcome."""
    error = {"kind": "blocked", "code": None, "message": "Not painted.", "retryable": False}
    data = {"request_id": request_id, "error": error, "provider": None}
    return {"type": "image.generation.failed", "timestamp": "2026-11-22T10:00:00.000Z", "data": data}


def signed(sandbox: Sandbox, body: bytes, message_id: str) -> Headers:
    """Sign any octets as Standard Webhooks, those too that are no text."""
    stamp = str(int(sandbox.clock.now().timestamp()))
    key = base64.b64decode(sandbox.settings.webhook_secrets[0].removeprefix("whsec_"))
    digest = hmac.new(key, f"{message_id}.{stamp}.".encode() + body, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return JSON | {"webhook-id": message_id, "webhook-timestamp": stamp, "webhook-signature": signature}


def s3_signed(settings: Settings, method: str, url: str, body: bytes | None, headers: Headers) -> Headers:
    """Sign as S3's clients do."""
    request = AWSRequest(method, url, headers, body)
    credentials = Credentials(settings.storage_access_key, settings.storage_secret_key)
    S3SigV4Auth(credentials, "s3", settings.storage_region).add_auth(request)
    return dict(request.headers.items())


@dataclass(frozen=True)
class Endpoint:
    """One place that takes a body.

    Attributes:
        name: for people.
        system: whose it is.
        target: path and query.
        good: a body that is taken and changes nothing, once the request of this id has ended.
        prove: the headers that a caller sends with a body.
        taken: the status of a good body's answer.
        method: of the request.
        text: where in the body a text stands that matters; none for bodies that are no JSON.
        number: likewise a number.
    """

    name: str
    system: System
    target: str
    good: Callable[[Sandbox, str], bytes]
    prove: Callable[[Sandbox, bytes, str], Headers]
    taken: int
    method: str = "POST"
    text: tuple[str, ...] = ()
    number: tuple[str, ...] = ()

    def url(self, sandbox: Sandbox) -> str:
        """Give the address."""
        return sandbox.addresses[self.system] + self.target

    def octets(self, sandbox: Sandbox, body: bytes, request_id: str, headers: Headers | None = None) -> bytes:
        """Give a whole request; `headers` replace its own, and an empty value leaves one out."""
        own = {"host": self.url(sandbox).split("/")[2], "connection": "close", "content-length": str(len(body))}
        given = own | self.prove(sandbox, body, request_id) | (headers or {})
        lines = [
            f"{self.method} {self.target} HTTP/1.1",
            *(f"{name}: {value}" for name, value in given.items() if value),
        ]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body

    def refused(self, answer: Answer) -> bool:
        """Tell whether an answer is a clear refusal; as Odoo does, sign-ins tell some errors with 200."""
        if self is RPC_SIGN_IN and answer.status == 200:
            return "error" in json.loads(answer.body, parse_constant=_no_json)
        if self is FORM_SIGN_IN and answer.status == 200:
            return b'name="password"' in answer.body and "session_id" not in answer.headers.get("set-cookie", "")
        return 400 <= answer.status < 500 or self.lacks(answer)

    def lacks(self, answer: Answer) -> bool:
        """Tell whether storage says, as S3 does, that it has no such operation: a refusal, though a 501."""
        return self.system is System.STORAGE and answer.status == 501 and b"<Code>NotImplemented<" in answer.body


def _no_json(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _rpc(sandbox: Sandbox, _request_id: str) -> bytes:
    given = {"db": sandbox.settings.odoo_db, "login": ADMIN, "password": ADMIN}
    return json.dumps(RPC | {"params": given}).encode()


def _form(_sandbox: Sandbox, _request_id: str) -> bytes:
    return urlencode({"login": ADMIN, "password": ADMIN, "csrf_token": TOKEN}).encode()


def _delete(_sandbox: Sandbox, _request_id: str) -> bytes:
    return b"<Delete><Object><Key>never/there</Key></Object></Delete>"


def _as_admin(sandbox: Sandbox, _body: bytes, _request_id: str) -> Headers:
    key = f"Bearer {sandbox.settings.odoo_api_key}"
    return JSON | {"authorization": key, "idempotency-key": KNOWN_KEY}


def _as_client(sandbox: Sandbox, _body: bytes, _request_id: str) -> Headers:
    return JSON | {"authorization": f"Bearer {sandbox.settings.ai_api_key}"}


def _as_browser(_sandbox: Sandbox, _body: bytes, _request_id: str) -> Headers:
    return {"content-type": "application/x-www-form-urlencoded", "cookie": f"imageflow_csrf={TOKEN}"}


def _s3(endpoint: "Callable[[], Endpoint]") -> Callable[[Sandbox, bytes, str], Headers]:
    def prove(sandbox: Sandbox, body: bytes, _request_id: str) -> Headers:
        digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
        headers = {"x-amz-checksum-sha256": digest}
        return s3_signed(sandbox.settings, endpoint().method, endpoint().url(sandbox), body, headers)

    return prove


SUBMIT = Endpoint(
    "submit",
    System.ODOO,
    "/imageflow/v1/requests",
    lambda _sandbox, _request_id: json.dumps(SUBMISSION).encode(),
    _as_admin,
    201,
    text=("prompt",),
    number=("n",),
)
CALLBACK = Endpoint(
    "callback",
    System.ODOO,
    "/imageflow/v1/callback",
    lambda sandbox, request_id: json.dumps(callback(sandbox, request_id)).encode(),
    lambda sandbox, body, request_id: signed(sandbox, body, f"{request_id}.again"),
    200,
    text=("data", "error", "message"),
    number=("data", "error", "retryable"),
)
RPC_SIGN_IN = Endpoint(
    "rpc sign-in",
    System.ODOO,
    "/web/session/authenticate",
    _rpc,
    lambda *_: JSON,
    200,
    text=("params", "login"),
    number=("params", "password"),
)
FORM_SIGN_IN = Endpoint("form sign-in", System.ODOO, "/web/login", _form, _as_browser, 303)
WEBHOOK = Endpoint(
    "webhook",
    System.N8N,
    "/webhook/ai-image-generation",
    lambda sandbox, request_id: json.dumps(dispatch(sandbox, request_id)).encode(),
    signed,
    202,
    text=("data", "prompt"),
    number=("data", "n"),
)
GENERATIONS = Endpoint(
    "generations",
    System.AI,
    "/v1/images/generations",
    lambda _sandbox, _request_id: json.dumps(GENERATION).encode(),
    _as_client,
    200,
    text=("prompt",),
    number=("n",),
)
PUT = Endpoint("put", System.STORAGE, "/imageflow/kept", lambda *_: b"octets", _s3(lambda: PUT), 200, method="PUT")
DELETE = Endpoint("delete", System.STORAGE, "/imageflow?delete=", _delete, _s3(lambda: DELETE), 200)
JSON_ENDPOINTS = [SUBMIT, CALLBACK, RPC_SIGN_IN, WEBHOOK, GENERATIONS]
ENDPOINTS = [*JSON_ENDPOINTS, FORM_SIGN_IN, PUT, DELETE]
