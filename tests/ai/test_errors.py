"""Refusals: OpenAI's format, one clear sentence, and never a 500, whatever is sent."""

import json
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.messages.base import InvalidMessage
from contracts.messages.generation import ProviderErrorAnswer
from stubs.ai.dialects.openai.requests import ImageRequest
from tests.ai.conftest import SMALL

BROKEN = {
    "nothing": b"",
    "not JSON": b"{prompt: fox}",
    "an array": b"[]",
    "a number": b"7",
    "null": b"null",
    "invalid UTF-8": b'{"prompt": "\xff\xfe"}',
    "a lone surrogate": b'{"prompt": "\\ud800"}',
    "NUL": b'{"prompt": "a\\u0000b"}',
    "deep nesting": b'{"prompt": ' + b"[" * 100_000,
    "a huge number": b'{"prompt": "fox", "n": ' + b"9" * 5000 + b"}",
    "no prompt": b"{}",
    "an empty prompt": b'{"prompt": ""}',
    "a long prompt": json.dumps({"prompt": "a" * 32001}).encode(),
    "wrong types": b'{"prompt": 1, "n": "1", "size": [], "model": {}}',
    "a float for a number": b'{"prompt": "fox", "n": 1.0}',
    "numbers out of range": b'{"prompt": "fox", "n": 11, "output_compression": 101}',
    "unknown words": b'{"prompt": "fox", "quality": "hd", "output_format": "gif", "background": "red"}',
    "unknown fields": b'{"prompt": "fox", "response_format": "url", "style": "vivid"}',
    "a field without a name": b'{"prompt": "fox", "": 1}',
    "a bad size": b'{"prompt": "fox", "size": "-1x5"}',
}
JSON_TYPE = {"Content-Type": "application/json"}


def error_of(answer: Any) -> dict[str, Any]:
    """Read an error and see that it keeps the format: exactly four fields, the message one clear text."""
    ProviderErrorAnswer.read(answer.content)
    error = answer.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["message"].endswith(".")
    return error


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_broken_bodies_are_told_every_fault(ai, body):
    """A body that breaks the contract gets a 400 that holds the contract's own words for each of its faults."""
    with pytest.raises(InvalidMessage) as broken:
        ImageRequest.read(body)
    answer = ai.post(data=body, headers=JSON_TYPE)
    error = error_of(answer)
    assert (answer.status_code, error["type"]) == (400, "invalid_request_error")
    for fault in broken.value.errors:
        assert f"{fault.path}: {fault.message}" in error["message"]


@pytest.mark.parametrize(
    ("fields", "param", "code"),
    [
        ({"response_format": "url"}, "response_format", "unknown_parameter"),
        ({"loudness": True}, "loudness", "unknown_parameter"),
        ({"n": 0}, "n", "integer_below_min_value"),
        ({"n": 11}, "n", "integer_above_max_value"),
        ({"n": True}, "n", "invalid_type"),
        ({"prompt": ""}, "prompt", "string_below_min_length"),
        ({"prompt": "a" * 32001}, "prompt", "string_above_max_length"),
        ({"quality": "hd"}, "quality", "invalid_value"),
        ({"background": "transparent", "output_format": "jpeg"}, "background", "invalid_value"),
        ({"output_compression": 50}, "output_compression", "invalid_value"),
    ],
)
def test_fault_is_named_by_param_and_code(ai, fields, param, code):
    """`param` names the field and `code` the kind of fault."""
    answer = ai.generate(**fields)
    error = error_of(answer)
    assert (answer.status_code, error["param"], error["code"]) == (400, param, code)


@pytest.mark.parametrize("model", ["dall-e-2", "dall-e-3", "gpt-image-1", "no-such-model"])
def test_models_that_are_not_there(ai, model):
    """A retired or unknown model is a 404 `model_not_found` that names those to be had."""
    answer = ai.generate(model=model)
    error = error_of(answer)
    assert (answer.status_code, error["code"], error["param"]) == (404, "model_not_found", "model")
    assert "gpt-image-1.5" in error["message"]


@pytest.mark.parametrize(
    "given_key",
    [None, "", "Bearer", "Bearer ", "Bearer sk-wrong", "Bearer sk-imageflow2", "Basic sk-imageflow", "Bearer \xff"],
)
@pytest.mark.parametrize("path", ["/v1/images/generations", "/v1/models", "/v1/models/gpt-image-2"])
def test_key_is_asked_for(ai, path, given_key):
    """Without the right key every endpoint of the API answers 401, says how to send one, and repeats none."""
    headers = {} if given_key is None else {"Authorization": given_key.encode("latin-1")}
    method = "POST" if path.endswith("generations") else "GET"
    answer = ai.session.request(method, ai.url + path, headers=headers, json=SMALL, timeout=20)
    error = error_of(answer)
    assert (answer.status_code, error["code"]) == (401, "invalid_api_key")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert "sk-" not in answer.text


def test_key_is_the_settings_own(serve):
    """A key of the settings' own is taken, non-ASCII too, and the default one no longer."""
    ai = serve(api_key="schlüssel")
    assert ai.generate().status_code == 401
    assert ai.generate(headers={"Authorization": "Bearer schlüssel".encode()}).status_code == 200


@pytest.mark.parametrize("content_type", [None, "text/plain", "multipart/form-data", "application/jsonp"])
def test_other_media_types_are_refused(ai, content_type):
    """A body that does not call itself JSON answers 415."""
    headers = {} if content_type is None else {"Content-Type": content_type}
    answer = ai.post(data=json.dumps(SMALL).encode(), headers=headers)
    assert (answer.status_code, error_of(answer)["code"]) == (415, "unsupported_content_type")


def test_json_with_a_charset_is_json(ai):
    """Parameters and capitals of the media type change nothing."""
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert ai.post(data=json.dumps(SMALL).encode(), headers=headers).status_code == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_bodies_over_the_cap_are_refused(ai, chunked):
    """A prompt of 10 MB answers 413 in the same format, announced or in chunks, and the stub serves on."""
    body = json.dumps({"prompt": "a" * 10_000_000}).encode()
    pieces = (body[at : at + 65536] for at in range(0, len(body), 65536))
    answer = ai.post(data=pieces if chunked else body, headers=JSON_TYPE)
    assert (answer.status_code, error_of(answer)["code"]) == (413, "request_too_large")
    assert ai.generate().status_code == 200


def test_unknown_paths(ai):
    """A path that is none answers 404 and names it."""
    answer = ai.get("/v1/images/variations")
    assert (answer.status_code, error_of(answer)["code"]) == (404, "unknown_url")
    assert "/v1/images/variations" in answer.json()["error"]["message"]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods(ai, method):
    """Another method answers 405 and names the one to use."""
    answer = ai.session.request(method, f"{ai.url}/v1/images/generations", timeout=20)
    assert (answer.status_code, error_of(answer)["code"]) == (405, "method_not_supported")
    assert answer.headers["allow"] == "POST"


def test_body_cut_short_harms_nobody(ai):
    """A sender that closes before its body is whole is not painted for, and the next one is served."""
    charged = len(ai.stub.charges)
    where = urlsplit(ai.url)
    with socket.create_connection((where.hostname, where.port), 10) as raw:
        raw.sendall(
            b"POST /v1/images/generations HTTP/1.1\r\nHost: ai\r\nAuthorization: Bearer sk-imageflow\r\n"
            b'Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"prompt": "fox"'
        )
        raw.shutdown(socket.SHUT_WR)
        answered = raw.recv(4096)
    assert not answered.startswith(b"HTTP/1.1 5")
    assert ai.generate().status_code == 200
    assert len(ai.stub.charges) == charged + 1


@pytest.mark.parametrize(
    "head",
    [
        b"POST /v1/images/generations\xff HTTP/1.1\r\nHost: ai\r\n\r\n",
        b"POST /%00%ff%c3%28 HTTP/1.1\r\nHost: ai\r\n\r\n",
        b"POST /v1/images/generations HTTP/1.1\r\nHost: ai\r\nContent-Length: -1\r\n\r\n",
        b"GARBAGE\r\n\r\n",
        b"GET /v1/models HTTP/1.1\r\nHost: ai\r\nAuthorization: Bearer \x01\xff\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: ai\r\n\r\n",
    ],
)
def test_odd_heads_get_a_4xx(ai, head):
    """Bytes that are hardly HTTP get a 4xx, never a 500."""
    where = urlsplit(ai.url)
    with socket.create_connection((where.hostname, where.port), 10) as raw:
        raw.sendall(head)
        assert raw.recv(4096).startswith(b"HTTP/1.1 4")
    assert ai.get("/health").status_code == 200


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)
FIELDS = st.sampled_from([*ImageRequest.model_fields, "other"])
BODIES = st.dictionaries(FIELDS, ANY_JSON).map(lambda fields: json.dumps(fields | {"size": "64x64"}).encode())


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=200) | BODIES)
def test_no_body_makes_the_stub_fail(ai, body):
    """Whatever the body, the answer is a picture or a refusal in the format."""
    answer = ai.post(data=body, headers=JSON_TYPE)
    assert answer.status_code in {200, 400, 404}
    if answer.status_code != 200:
        error_of(answer)
