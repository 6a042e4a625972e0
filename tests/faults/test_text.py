"""Faults as text: what is written is what is planned, and rubbish is refused in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.interactions import INTERACTIONS
from contracts.participants import Hop
from simulator.faults.answer import AnswerInPlace
from simulator.faults.catalogue import KINDS, Kind
from simulator.faults.plan import Planned
from simulator.faults.text import read_fault
from simulator.settings import SettingsError

DURATIONS = st.integers(0, 10**9).map(lambda number: f"{number}ms")
POINTS = st.sampled_from(["", ";point=before", ";point=during", ";point=after"])
WHEN = st.one_of(
    st.just(""),
    st.just("@all"),
    st.integers(1, 999).map(lambda first: f"@{first}+"),
    st.tuples(st.integers(1, 99), st.integers(0, 99)).map(lambda pair: f"@{pair[0]}-{pair[0] + pair[1]}"),
    st.integers(1, 10000).map(lambda number: f"@{number / 100}%"),
)
VALUES = {
    "delay": st.tuples(DURATIONS, st.sampled_from(["", ";point=after"])).map("".join),
    "duplicate": DURATIONS,
    "reorder": DURATIONS,
    "kill": st.tuples(DURATIONS, POINTS).map("".join),
}
HEADERS = st.dictionaries(
    st.sampled_from(["retry-after", "location", "x-note"]),
    st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "S"])),
)
ANSWERS = st.builds(
    lambda status, headers, body, code: AnswerInPlace(
        status, tuple(headers.items()), body, code if body is None else AnswerInPlace(200).code
    ),
    st.integers(200, 599),
    HEADERS,
    st.none() | st.binary(),
    st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1),
)


def written(kind: Kind) -> st.SearchStrategy[str]:
    """Give ways to write a fault of a kind, with its place and its exchanges."""
    values = st.sampled_from(["", *(f"={each}" for each in kind.examples)])
    if kind.kind in VALUES:
        values |= VALUES[kind.kind].map("={}".format)
    wheres = [hop.value for hop in kind.hops]
    wheres += [f"{hop}/{each.id}" for each in INTERACTIONS.values() for hop in each.hops if hop in kind.hops]
    wheres += [each.id for each in INTERACTIONS.values() if set(each.hops) & set(kind.hops)]
    return st.tuples(st.sampled_from(wheres), st.just(f":{kind.kind}"), values, WHEN).map("".join)


@given(st.sampled_from(list(KINDS.values())).flatmap(written))
def test_what_is_planned_is_written_so_that_it_reads_the_same(text: str) -> None:
    """Round trip of the text form, for every kind."""
    planned = read_fault(text)
    assert read_fault(planned.spec) == planned
    assert read_fault(planned.spec).spec == planned.spec
    assert planned.text


@given(ANSWERS)
def test_any_answer_can_be_written(answer: AnswerInPlace) -> None:
    """Whatever its headers and bytes are."""
    assert read_fault(Planned(answer, Hop.N8N_AI).spec).fault == answer


def refusal(text: str) -> str | None:
    """Give the sentence with which a text is refused; None when it is a fault."""
    try:
        read_fault(text)
    except SettingsError as error:
        return str(error)
    return None


@given(st.text(st.characters(codec="utf-8"), max_size=40) | st.text("I0579:=@;-+%azns", max_size=20))
def test_rubbish_is_refused_in_one_sentence(text: str) -> None:
    """Nothing but `SettingsError` comes out of it, and its text is one line."""
    told = refusal(text)
    assert told is None or (told.endswith(".") and "\n" not in told)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is no fault: write WHERE:FAULT"),
        ("I05:refus", "did you mean refuse?"),
        ("odoo-n8m:refuse", "did you mean odoo-n8n?"),
        ("I12:refuse", "use I01, I04, I05, I06, I07, I09 or I11"),
        ("I02:refuse", "I02 happens inside Odoo"),
        ("odoo-n8n/I05:refuse", "I05 does not cross odoo-n8n: use n8n-ai"),
        ("n8n-ai:signature", "use odoo-n8n or n8n-odoo"),
        ("I05:refuse=3", "takes no value"),
        ("I05:delay=20", "write it like 20s"),
        ("I05:delay=5s-1s", "the shorter duration first"),
        ("I05:delay;point=during", "use before or after"),
        ("I05:answer=99", "from 200 to 599"),
        ("I05:answer=htm", "did you mean html?"),
        ("I05:answer=200;Content Type=x", "no header's name"),
        ("I05:answer=200;x-note=%0A", "printable characters"),
        ("I05:kill=1s;when=2", "kill has no option 'when': use point"),
        ("I05:kill=1s;point", "write each as ;NAME=VALUE"),
        ("I05:refuse@0", "count from 1"),
        ("I05:refuse@3-1", "the smaller number first"),
        ("I05:refuse@0%", "a number over 0 and up to 100"),
        ("I05:refuse@often", "names no exchanges: use 2 (the second)"),
    ],
)
def test_a_mistake_is_named_with_what_is_allowed(text: str, says: str) -> None:
    """The sentence tells what to write instead."""
    with pytest.raises(SettingsError) as told:
        read_fault(text)
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I07:answer=503@2", "I07: answer 503 in place of the system, the second time"),
        ("I06:cut@all", "I05: half of the answer, every time"),
        ("odoo-n8n:refuse@1-3", "odoo-n8n: connection refused, from the first to the third time"),
        ("i05:delay=20s@50%", "I05: delayed by 20s, each time with a chance of 50 %"),
        (
            "odoo-storage/I09:kill=1m@2+",
            "I09 on odoo-storage: receiver killed before it hears of the request, for 60s, from the second time on",
        ),
    ],
)
def test_people_read_it_in_words(text: str, words: str) -> None:
    """What, where, and which times."""
    assert read_fault(text).text == words
