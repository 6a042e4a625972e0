"""Moderation: prompts that are refused for what they ask, by a list of words."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from stubs.ai.neutral import Kind, Refused

VIOLATIONS = {
    "gore": "violence",
    "gory": "violence",
    "beheading": "violence",
    "dismembered": "violence",
    "torture": "violence",
    "nude": "sexual",
    "nudity": "sexual",
    "porn": "sexual",
    "pornographic": "sexual",
    "swastika": "hate",
    "self-harm": "self-harm",
    "suicide": "self-harm",
}
"""Words that are blocked unless told otherwise, and the violation that each is reported as."""

OTHER = "other"


def check(prompt: str, blocked_words: Iterable[str]) -> None:
    """Let a prompt pass, or refuse it with every violation that was found.

    Raises:
        Refused: `blocked`.
    """
    text = f" {_plain(prompt)} "
    found = tuple(sorted({violation for phrase, violation in _blocked(tuple(blocked_words)) if phrase in text}))
    if found:
        raise Refused(
            Kind.BLOCKED,
            "Your request was rejected by the safety system: take out what it may not show and ask again.",
            violations=found,
        )


@lru_cache(maxsize=16)
def _blocked(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give each word as a text holds it, with its violation."""
    return tuple((f" {_plain(word)} ", VIOLATIONS.get(word, OTHER)) for word in words)


def _plain(text: str) -> str:
    """Reduce a text to its words, so that case, width, punctuation and line breaks hide none."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
