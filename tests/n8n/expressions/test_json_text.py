"""JSON as JavaScript writes and reads it."""

import pytest

from stubs.n8n.engine.json_text import from_text, number_text, to_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": 1.0, "b": [0.1, -0.0, 1e21, 1e20]}, '{"a":1,"b":[0.1,0,1e+21,100000000000000000000]}'),
        ([1e-7, 0.00001234, 123456789012345678901, 1.5e300], "[1e-7,0.00001234,123456789012345680000,1.5e+300]"),
        ([float("nan"), float("inf"), None, True], "[null,null,null,true]"),
        ({"k": 'é "q" \\ \n\x01/\x7f'}, '{"k":"é \\"q\\" \\\\ \\n\\u0001/\x7f"}'),
        ("\ud83d!", '"\\ud83d!"'),
        (2**53 + 1, "9007199254740992"),
    ],
)
def test_text_is_what_stringify_writes(value: object, text: str) -> None:
    """Compact, JavaScript's numbers, nothing escaped that need not be."""
    assert to_text(value) == text


def test_reading_gives_javascripts_numbers_and_order() -> None:
    """Whole numbers are `int`, beyond a double's digits they lose them; keys that are indexes come first."""
    value = from_text('{"b": 1.0, "10": 2e2, "2": 12345678901234567890, "a": 0.5}')
    assert list(value.items()) == [("2", 12345678901234567000), ("10", 200), ("b", 1), ("a", 0.5)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Unexpected end of JSON input"),
        ('{"a":1,}', "Expected double-quoted property name in JSON at position 7 (line 1 column 8)"),
        ("[1,]", "Unexpected token ']', \"[1,]\" is not valid JSON"),
        ("[1 2]", "Expected ',' or ']' after array element in JSON at position 3 (line 1 column 4)"),
        ("nope", "Unexpected token 'o', \"nope\" is not valid JSON"),
        ('{"a":1}x', "Unexpected non-whitespace character after JSON at position 7 (line 1 column 8)"),
        ("NaN", '"NaN" is not valid JSON'),
        ('"abc', "Unterminated string in JSON at position 4 (line 1 column 5)"),
        ("[" * 200_000, "Maximum call stack size exceeded"),
    ],
)
def test_what_is_no_json_is_told_in_v8s_words(text: str, message: str) -> None:
    """n8n passes these sentences on."""
    with pytest.raises(ValueError) as told:  # noqa: PT011 - the message is compared whole
        from_text(text)
    assert str(told.value) == message


def test_a_number_is_written_as_in_a_template() -> None:
    """As JavaScript's String() does."""
    assert [number_text(value) for value in (1.0, 1e-7, 0.1, float("nan"), 1e21, True)] == [
        "1",
        "1e-7",
        "0.1",
        "NaN",
        "1e+21",
        "1",
    ]
