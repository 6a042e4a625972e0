"""What may be shown of bytes, and what must not."""

import base64
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.journal.redaction import HIDDEN, Redactor

SECRET = "sk-a-very-secret-key"
redactor = Redactor([SECRET, "short"])


def test_a_known_secret_stands_nowhere() -> None:
    """Neither in headers, nor in JSON, nor in text, whatever the field is called."""
    body = json.dumps({"note": f"use {SECRET}", "list": [SECRET], SECRET: 1}).encode()
    shown = [
        redactor.headers((("x-note", f"it is {SECRET}"),)),
        redactor.body(body, "application/json"),
        redactor.body(f"<p>{SECRET}</p>".encode(), "text/html"),
    ]
    assert SECRET not in json.dumps(shown)


def test_places_made_for_secrets_are_hidden_whatever_they_hold() -> None:
    """An unknown key in a header or field for keys is no less a key."""
    assert redactor.headers((("Authorization", "Bearer unknown"),)) == [["Authorization", HIDDEN]]
    assert redactor.body(b'{"params": {"password": "unknown"}}', "application/json") == {"params": {"password": HIDDEN}}
    form = b'<input name="csrf_token" type="hidden" value="unknown">'
    assert "unknown" not in redactor.body(form, "text/html")


def test_a_word_shorter_than_a_secret_is_left_alone() -> None:
    """Short values stand in ordinary words: hiding them would garble the journal."""
    assert redactor.text("a short story") == "a short story"


def test_the_query_of_an_address_becomes_a_digest() -> None:
    """A query may sign the address; equal ones stay equal and different ones different."""
    one, two = (redactor.text(f"see https://host/picture.png?sig={name} there") for name in ("one", "two"))
    assert "sig" not in one
    assert one != two
    assert one == redactor.text("see https://host/picture.png?sig=one there")


def test_long_values_are_summarised_by_size_and_hash() -> None:
    """A picture in a message is told by its size, so that a journal stays small."""
    long = base64.b64encode(bytes(30_000)).decode()
    shown = redactor.body(json.dumps({"b64_json": long}).encode(), "application/json")
    assert f"({len(long)} characters, sha256 " in shown["b64_json"]
    assert len(shown["b64_json"]) < 200


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.binary(max_size=400),
    st.sampled_from(["application/json", "text/html", "image/png", "text/plain; charset=x", ""]),
)
def test_any_bytes_can_be_shown(body: bytes, media_type: str) -> None:
    """Whatever a body holds, what is shown of it can be written as JSON."""
    assert isinstance(json.dumps(redactor.body(body, media_type)), str)
