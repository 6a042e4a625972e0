"""Paths, queries and headers that are meant to confuse: never a 5xx, and nothing that isn't theirs is given out."""

import pytest

from contracts.participants import System
from tests.hostile.conftest import Target
from tests.hostile.raw import exchange
from tests.hostile.sending import ENDPOINTS, SUBMIT, Endpoint, s3_signed

pytestmark = pytest.mark.usefixtures("unharmed")
PATHS = (
    "/%",
    "/%zz",
    "/%ff%fe",
    "/%00",
    "/%C0%80",
    "/%ED%A0%80",
    "/..",
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/..%5c..%5cetc%5cpasswd",
    "//etc/passwd",
    "/etc/passwd%00.png",
    "/?%zz=%",
    "/?" + "a=b&" * 5000,
    "/" + "%41" * 5000,
    "/;a=b",
    "/{{7*7}}",
    "/'%20or%20'1'='1",
)
PREFIXES = {
    System.ODOO: (
        "",
        "/imageflow/static",
        "/imageflow/v1/requests",
        "/imageflow/v1/images",
        "/web/login?redirect=",
        "/my/ai-images",
    ),
    System.N8N: ("", "/webhook", "/webhook/ai-image-generation", "/healthz"),
    System.AI: ("", "/images", "/v1/models", "/v1"),
    System.STORAGE: ("", "/imageflow", "/imageflow/a"),
}
SECRET_WORDS = (b"root:x:", b"[project]", b"Traceback", b'File "')
"""What stands in files of this machine or this project, and in a fault's trace."""


def authorised(target: Target, system: System, path: str) -> dict[str, str]:
    """Give the headers of who may read all."""
    settings = target.stage.sandbox.settings
    match system:
        case System.ODOO:
            return {"authorization": f"Bearer {settings.odoo_api_key}"}
        case System.AI:
            return {"authorization": f"Bearer {settings.ai_api_key}"}
        case System.STORAGE:
            return s3_signed(settings, "GET", target.stage.sandbox.addresses[system] + path, None, {})
    return {}


@pytest.mark.parametrize("system", list(System))
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_no_path_leads_out(target: Target, system: System, method: str) -> None:
    """Broken escapes, NULs, parent folders and templates in a path are no way to a file, nor to a fault."""
    address = target.stage.sandbox.addresses[system]
    for path in (prefix + each for prefix in PREFIXES[system] for each in PATHS):
        own = {"host": address.split("/")[2], "connection": "close"} | authorised(target, system, path)
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in own.items()), "", ""]
        answer = exchange(address, "\r\n".join(lines).encode("latin-1"), half_closed=True)
        assert answer is None or answer.status < 500 or answer.status == 501, (path, answer)
        assert answer is None or not any(word in answer.body for word in SECRET_WORDS), (path, answer)


HEADERS: dict[str, tuple[str, ...]] = {
    "authorization": (
        "Bearer",
        "Bearer ",
        "Bearer \xff\xfe",
        "Bearer " + "a" * 100_000,
        "Basic YWRtaW46YWRtaW4=",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=;;, Signature=",
        "AWS4-HMAC-SHA256 Credential=a/b/c/s3/aws4_request, SignedHeaders=host, Signature=\xff",
        "\xff",
    ),
    "webhook-id": ("", "a" * 10_000, "\xff", "../..", "' or 1=1 --"),
    "webhook-timestamp": ("", "0", "-1", "9" * 400, "1e9", "²", "nan", "\xff"),
    "webhook-signature": ("", "v1", "v1,", "v1,\xff", "v1,AAAA " * 1000, "v2,AAAA", "v1," + "A" * 100_000),
    "x-amz-date": ("", "now", "99999999T999999Z", "00000101T000000Z", "\xff"),
    "x-amz-content-sha256": ("", "0", "UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "\xff"),
}
"""Proofs of who is there that are none."""


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
def test_a_proof_that_is_none_is_refused(target: Target, endpoint: Endpoint) -> None:
    """Keys, signatures and their moments that are missing, malformed, huge or no text are refused, never believed."""
    needed = endpoint.prove(target.stage.sandbox, target.good(endpoint), target.request_id)
    for name, values in HEADERS.items():
        if name not in {each.lower() for each in needed}:
            continue
        spelled = next(each for each in needed if each.lower() == name)
        for value in values:
            answer = target.send(endpoint, headers={spelled: value})
            assert answer.status in {400, 401, 403, 422}, (name, value[:40], answer)


CURIOUS = {
    "host": ("", "\xff", "a" * 10_000, "evil.example", "[::", "a:b:c", "127.0.0.1:99999"),
    "cookie": (
        "session_id",
        "session_id=\xff",
        "session_id=" + "a" * 50_000,
        "=;=;=",
        'session_id="\\"',
        "a=b; " * 5000,
    ),
    "traceparent": ("", "00-", "00-" + "0" * 32 + "-" + "0" * 16 + "-01", "\xff", "0" * 100_000),
    "x-imageflow-request-id": ("\xff", "not-an-id", "a" * 100_000),
    "origin": ("null", "http://evil.example", "http://[", "\xff", "http://a:b:c"),
    "sec-fetch-site": ("cross-site", "\xff"),
    "if-none-match": ("*", "\xff", '"' * 1000),
    "accept": ("\xff", "image/*;q=" + "9" * 1000),
    "accept-language": ("\xff", "x" * 10_000),
    "x-forwarded-for": ("\xff", "1.1.1.1, " * 1000),
    "x-forwarded-proto": ("javascript",),
    "x-http-method-override": ("DELETE",),
    "range": ("bytes=0-", "bytes=-1,-1,-1", "bytes=" + "0-1," * 5000, "\xff"),
    "content-md5": ("", "AAAA", "\xff"),
    "content-type": ("\xff", "application/json; charset=utf-16", "a" * 100_000),
}
"""Headers that somebody may read; none of them is a proof."""


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda each: each.name)
def test_a_curious_header_harms_nothing(target: Target, endpoint: Endpoint) -> None:
    """Any header may hold anything: the answer is the good one or a clear refusal."""
    for name, values in CURIOUS.items():
        for value in values:
            octets = target.octets(endpoint, headers={name: value})
            answer = exchange(endpoint.url(target.stage.sandbox), octets)
            assert answer is not None, (name, value[:40])
            assert answer.status == endpoint.taken or endpoint.refused(answer), (name, value[:40], answer)


@pytest.mark.parametrize("key", ["", " ", "a" * 256, "\xff", "é", "a\tb", "' or 1=1 --"])
def test_an_idempotency_key_is_judged_or_known(target: Target, key: str) -> None:
    """A key that is none is refused or counts as none given; a body under it that breaks the contract is never kept."""
    answer = target.send(SUBMIT, b"{}", {"idempotency-key": key})
    assert answer.status == 422
