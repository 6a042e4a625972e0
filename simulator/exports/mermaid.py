"""The flow as a Mermaid sequence diagram: the eleven interactions, as the contract has them."""

from contracts.interactions import INTERACTIONS
from contracts.participants import Participant
from simulator.reports.mermaid import escape

ARROWS = {"wire": "->>", "answer": "-->>", "state": "-)"}


def diagram() -> str:
    """Give the diagram."""
    names = {each: f"p{place}" for place, each in enumerate(Participant)}
    lines = ["sequenceDiagram", *(f"  participant {alias} as {name.value}" for name, alias in names.items())]
    lines += [
        f"  {names[each.sender]}{ARROWS[each.seen]}{names[each.receiver]}: {each.id} {escape(each.title)}"
        for each in INTERACTIONS.values()
    ]
    return "\n".join(lines) + "\n"
