"""Every way to misbehave, by its word: the fault menu of `facts/ai_and_storage.md` A4."""

import re
from dataclasses import dataclass

from stubs.ai.neutral import Kind, Refused

WHAT = {
    "auth": "The key is refused.",
    "forbidden": "The account may not use the model.",
    "no_credit": "The account has no credit left.",
    "rate_limited": "Too many requests; =7 (seconds to wait), =600, =date (as an HTTP date), =ms (in milliseconds).",
    "invalid": "The request is refused as malformed.",
    "blocked": "Moderation refuses the prompt.",
    "not_found": "There is no such model.",
    "error": "500 in the provider's format.",
    "unavailable": "503 in the provider's format.",
    "timeout": "504 in the provider's format.",
    "filtered": "The picture is made, charged, and withheld: 200 where the provider answers 200.",
    "html": "502 with a page of HTML, as a gateway gives.",
    "empty": "200 with no body.",
    "truncated": "The answer breaks off in its middle.",
    "reset": "The connection is reset; what was asked for is made and charged.",
    "slow": "The answer takes =30 seconds more.",
    "content_type": "The answer says that it is text/plain.",
    "not_image": "What is said to be a picture is none.",
    "fewer": "One picture fewer than was asked for.",
    "expired": "Links are old before they are used.",
    "webhook_never": "The webhook is not called.",
    "webhook_late": "The webhook is called =60 seconds later.",
    "webhook_twice": "Each webhook is called twice.",
    "webhook_disorder": "The webhook tells of the end before the start.",
    "webhook_unsigned": "The webhook's signature is wrong.",
}
VALUES = {"rate_limited": "7", "slow": "30", "webhook_late": "60"}
"""What is meant when no value is written."""
_SPELLED = re.compile(r"(\w+)(?:=([\w.]+))?")
_MARK = re.compile(r"\[\[\s*(\w+(?:=[\w.]+)?)\s*\]\]")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One way to misbehave, and its value."""

    name: str
    value: str = ""

    @property
    def seconds(self) -> float:
        """Give the value as seconds, a day at most."""
        return min(float(self.value), 86_400.0)

    @property
    def refuses(self) -> Kind | None:
        """Give the kind of refusal that it is."""
        return Kind(self.name) if self.name in set(Kind) else None


def read(text: str) -> Wrong:
    """Read `NAME` or `NAME=VALUE`; raises `Refused` when there is no such thing."""
    found = _SPELLED.fullmatch(text.strip())
    if not found or found[1] not in WHAT:
        raise Refused(Kind.INVALID, f"There is no misbehaviour {text.strip()[:80]!r}: use one of {', '.join(WHAT)}.")
    name, value = found[1], found[2] or VALUES.get(found[1], "")
    _check(name, value)
    return Wrong(name, value)


def marked(prompt: str) -> tuple[Wrong | None, str]:
    """Give what a mark such as `[[rate_limited=600]]` in a prompt asks for, and the prompt without it."""
    found = _MARK.search(prompt) if "[[" in prompt else None
    if not found or found[1].partition("=")[0] not in WHAT:
        return None, prompt
    return read(found[1]), (prompt[: found.start()] + prompt[found.end() :]).strip() or "nothing"


def _check(name: str, value: str) -> None:
    known = name == "rate_limited" and value in {"date", "ms"}
    number = value.replace(".", "", 1).isdecimal()
    if name in VALUES and not (known or number):
        raise Refused(Kind.INVALID, f"{name} takes a number of seconds: write {name}={VALUES[name]}.")
    if name not in VALUES and value:
        raise Refused(Kind.INVALID, f"{name} takes no value: leave {value!r} out.")
