"""No body harms a stub: each is refused by a clear 4xx, and never by a 5xx, a hang or a fault."""

import gzip
import json

import pytest

from tests.hostile.attacks import BODIES, NUMBERS, TEXTS, repeated, replaced
from tests.hostile.conftest import Target
from tests.hostile.raw import exchange
from tests.hostile.sending import (
    DELETE,
    ENDPOINTS,
    FORM_SIGN_IN,
    GENERATIONS,
    JSON_ENDPOINTS,
    PUT,
    RPC_SIGN_IN,
    SUBMIT,
    WEBHOOK,
    Endpoint,
)

pytestmark = pytest.mark.usefixtures("unharmed")
TAKEN_BY_N8N = {"a NUL", "half a surrogate pair", "a pair the wrong way round", "a float", "an exponent"}
"""To JavaScript each is a character as any other, or another spelling of 1."""
JSON_OUTSIDE = [each for each in JSON_ENDPOINTS if each is not RPC_SIGN_IN]


def named(endpoints: list[Endpoint]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("endpoint", endpoints, ids=lambda each: each.name)


@named([*JSON_ENDPOINTS, FORM_SIGN_IN, DELETE])
def test_a_body_that_is_no_message_is_refused(target: Target, endpoint: Endpoint) -> None:
    """Empty, cut, doubled, wrongly encoded, deeply nested, packed or foreign bodies are all refused."""
    for what, make in BODIES.items():
        body = make(target.good(endpoint))
        if body == target.good(endpoint) or _is_still_good(endpoint, what):
            continue
        answer = target.send(endpoint, body)
        assert endpoint.refused(answer), (what, answer)
        assert len(answer.body) < 8192, f"{what}: a refusal is one clear sentence"


def _is_still_good(endpoint: Endpoint, what: str) -> bool:
    """Tell what a lenient reader takes: those of Odoo's JSON and of XML know all of Unicode's encodings."""
    encodings = {"a byte order mark", "UTF-16", "UTF-16 without mark", "UTF-32"}
    taken = {RPC_SIGN_IN: encodings, DELETE: encodings, FORM_SIGN_IN: {"twice"}, WEBHOOK: {"a byte order mark"}}
    return what in taken.get(endpoint, set())


@named(JSON_ENDPOINTS)
def test_a_value_that_is_no_text_is_refused(target: Target, endpoint: Endpoint) -> None:
    """What stands for a text and is too long, no Unicode, no text or too deep is refused."""
    for what, value in TEXTS.items():
        if endpoint is WEBHOOK and what in TAKEN_BY_N8N:
            continue
        answer = target.send(endpoint, replaced(target.good(endpoint), endpoint.text, value))
        assert endpoint.refused(answer), (what, answer)


@named(JSON_ENDPOINTS)
def test_a_value_that_is_no_number_is_refused(target: Target, endpoint: Endpoint) -> None:
    """What stands for a number or a truth value and is another type, out of range or no JSON is refused."""
    for what, value in NUMBERS.items():
        if endpoint is WEBHOOK and what in TAKEN_BY_N8N:
            continue
        answer = target.send(endpoint, replaced(target.good(endpoint), endpoint.number, value))
        assert endpoint.refused(answer), (what, answer)


@named(JSON_OUTSIDE)
def test_the_last_of_two_equal_names_counts(target: Target, endpoint: Endpoint) -> None:
    """Where a name stands twice, the last value is judged and none is hidden behind the first."""
    good = json.loads(target.good(endpoint))
    for step in endpoint.text:
        good = good[step]
    right = json.dumps(good).encode()
    answer = target.send(endpoint, repeated(target.good(endpoint), endpoint.text, right, b"1"))
    assert endpoint.refused(answer), answer


@named([SUBMIT, WEBHOOK, GENERATIONS])
def test_a_packed_body_is_not_unpacked(target: Target, endpoint: Endpoint) -> None:
    """A body that says it is packed is read as it came: packed octets are refused, and no bomb goes off."""
    packed = gzip.compress(b" " * 50_000_000, 1) + gzip.compress(target.good(endpoint))
    answer = target.send(endpoint, packed, {"content-encoding": "gzip"})
    assert endpoint.refused(answer), answer


@named([SUBMIT, WEBHOOK, GENERATIONS, RPC_SIGN_IN, FORM_SIGN_IN])
def test_a_body_that_lies_about_its_packing_harms_nothing(target: Target, endpoint: Endpoint) -> None:
    """A plain body under another coding's name is taken as it came or refused."""
    for coding in ("gzip", "br", "deflate", "nonsense", "gzip, gzip"):
        answer = target.send(endpoint, headers={"content-encoding": coding})
        assert answer.status == endpoint.taken or endpoint.refused(answer), (coding, answer)


@named([*JSON_OUTSIDE, RPC_SIGN_IN, FORM_SIGN_IN])
def test_another_media_type_is_refused(target: Target, endpoint: Endpoint) -> None:
    """What is not sent as the endpoint's media type is 415; n8n finds no message in it, which is 422 or 400."""
    for media_type in ("", "text/plain", "multipart/form-data; boundary=x", "json", "application/jsonx", "/", "\xff"):
        answer = target.send(endpoint, headers={"content-type": media_type})
        assert answer.status in ({400, 422} if endpoint is WEBHOOK else {415}), (media_type, answer)


@named([SUBMIT, GENERATIONS, RPC_SIGN_IN])
def test_the_media_type_may_be_spelled_as_http_allows(target: Target, endpoint: Endpoint) -> None:
    """Case and parameters of the media type don't matter."""
    for media_type in ("application/json; charset=utf-8", "APPLICATION/JSON", "application/json;"):
        assert target.send(endpoint, headers={"content-type": media_type}).status == endpoint.taken, media_type


def test_the_id_of_a_call_is_given_back(target: Target) -> None:
    """Whatever stands as a JSON-RPC id comes back; a number too large to be written again is refused."""
    good = target.good(RPC_SIGN_IN)
    for given in (b"7", b'"seven"', b"1.5", b"null", b"true", b'{"a": ["b"]}', b'"\\ud800"', b"9" * 4000):
        answer = target.send(RPC_SIGN_IN, replaced(good, ("id",), given))
        assert not RPC_SIGN_IN.refused(answer), (given, answer)
        assert json.loads(answer.body)["id"] == json.loads(given)
    assert target.send(RPC_SIGN_IN, replaced(good, ("id",), b"1e400")).status == 400


def test_any_depth_of_a_call_has_an_answer(target: Target) -> None:
    """Reading and writing JSON-RPC agree about how deep is too deep: what was read can be given back."""
    for depth in range(880, 1010):
        nested = b"[" * depth + b"]" * depth
        answer = target.send(RPC_SIGN_IN, replaced(target.good(RPC_SIGN_IN), ("id",), nested))
        assert answer.status == 400 or nested in answer.body.replace(b" ", b""), (depth, answer)


FORMS = [
    b"login=admin&password=admin&csrf_token=%ff",
    b"login=%00&csrf_token=" + b"a" * 43,
    b"login=%ED%A0%80&csrf_token=" + b"a" * 43,
    b"&".join([b"login=a"] * 10_000),
    b"login=" + b"a" * 100_000,
    b"login=admin&password=admin&csrf_token=" + "é".encode() * 43,
    b"%",
    b"=&=&=",
    b"csrf_token=" + b"a" * 43 + b"&csrf_token=" + b"b" * 43 + b"&login=admin&password=admin",
]


def test_a_form_that_is_none_is_refused(target: Target) -> None:
    """A form that is no text, too large, or not from our page is a 4xx, and nobody is signed in."""
    for form in FORMS:
        answer = target.send(FORM_SIGN_IN, form)
        assert 400 <= answer.status < 500, (form[:40], answer)
        assert "session_id" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("octets", [b"", b"\x00" * 1000, bytes(range(256)) * 40, b"[" * 100_000])
def test_an_object_is_any_octets(target: Target, octets: bytes) -> None:
    """Storage takes what it is given, and gives back the same; the good object is put again afterwards."""
    assert target.send(PUT, octets).status == 200


@named(ENDPOINTS)
def test_a_body_that_was_changed_on_its_way_is_refused(target: Target, endpoint: Endpoint) -> None:
    """What was signed can't be changed by one octet; what is not signed is judged by its text."""
    octets = target.octets(endpoint)
    headers, _, body = octets.partition(b"\r\n\r\n")
    changed = headers + b"\r\n\r\n" + b"\x7f" + body[1:]
    answer = exchange(endpoint.url(target.stage.sandbox), changed)
    assert answer is not None
    assert endpoint.refused(answer), answer
