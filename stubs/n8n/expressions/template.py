"""A parameter's text as n8n splits it: plain text and the code between `{{` and `}}`."""

import re
from dataclasses import dataclass

_OPEN = re.compile(r"(\\*)\{\{")
_CLOSE = re.compile(r"(\\*)\}\}")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a template.

    Attributes:
        text: plain text, or JavaScript.
        code: whether it is JavaScript.
    """

    text: str
    code: bool = False


def split(template: str) -> list[Chunk]:
    """Split a template (without its leading `=`); a brace pair after a backslash is none, code may lack its end."""
    chunks: list[Chunk] = []
    at = 0
    while at < len(template):
        opened, text = _until(_OPEN, template, at)
        if opened is None:
            chunks.append(Chunk(text))
            break
        chunks.append(Chunk(text.replace("\\\\", "\\")))
        closed, code = _until(_CLOSE, template, opened)
        chunks.append(Chunk(code.replace("\\}}", "}}", 1), code=True))
        at = len(template) if closed is None else closed
    return chunks or [Chunk("")]


def is_single(chunks: list[Chunk]) -> bool:
    """Whether a template is one piece of code and nothing else: then its value keeps its type."""
    return len(chunks) == 2 and not chunks[0].text and chunks[1].code


def _until(bracket: re.Pattern[str], template: str, at: int) -> tuple[int | None, str]:
    """Give where the next bracket ends, None without one, and the text before it."""
    for found in bracket.finditer(template, at):
        if len(found[1]) % 2 == 0:
            return found.end(), template[at : found.end() - 2]
    return None, template[at:]
