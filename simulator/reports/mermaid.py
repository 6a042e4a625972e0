"""The run as a Mermaid sequence diagram: what really happened, not what was planned."""

import re
from collections.abc import Iterator

from contracts.evidence import Evidence
from simulator.reports.lanes import Lane, lanes_of
from simulator.reports.result import RunResult
from simulator.reports.sequence import Step, steps

_UNSAFE = re.compile(r"[^\w \-./,()=+?'!]")
_LONGEST = 160
_ARROWS = {"request": "->>", "answer": "-->>"}


def to_mermaid(evidence: Evidence, result: RunResult) -> str:
    """Write the diagram; each failure, open check and injected fault is a note under its arrow."""
    lanes = lanes_of(evidence)
    aliases = {lane.participant: f"p{lane.index}" for lane in lanes}
    lines = ["sequenceDiagram", *(_participant(lane) for lane in lanes)]
    for step in steps(evidence, result):
        lines.extend(_lines(step, aliases))
    return "".join(f"{line}\n" for line in lines)


def escape(text: str) -> str:
    """Write text so that nothing in it is Mermaid's: one line, and entity codes for all but plain characters."""
    one_line = " ".join(text.split())
    if len(one_line) > _LONGEST:
        one_line = one_line[: _LONGEST - 1] + "…"
    return _UNSAFE.sub(lambda found: f"#{ord(found[0])};", one_line)


def _participant(lane: Lane) -> str:
    return f"    participant p{lane.index} as {escape(lane.label)}<br/>{escape(lane.participant)}"


def _lines(step: Step, aliases: dict[str, str]) -> Iterator[str]:
    sender, receiver = aliases[step.sender], aliases[step.receiver]
    over = sender if sender == receiver else f"{sender},{receiver}"
    text = escape(f"{step.entry.interaction} {step.label}")
    if step.way == "state":
        yield f"    Note over {over}: {text}"
    else:
        yield f"    {sender}{'--x' if step.lost else _ARROWS[step.way]}{receiver}: {text}"
    if step.own and step.entry.fault:
        yield f"    Note over {over}: FAULT INJECTED {escape(step.entry.fault)}"
    if step.own and step.mark != "fine":
        yield f"    Note over {over}: {_judgement(step)}"


def _judgement(step: Step) -> str:
    word = {"first": "FAILED HERE FIRST", "later": "FAILED LATER", "unsure": "COULD NOT CHECK"}[step.mark]
    return f"{word} {escape(' '.join(step.entry.reasons))}".rstrip()
