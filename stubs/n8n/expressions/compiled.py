"""A template made ready to be evaluated, once for all items."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from stubs.n8n.engine.json_text import to_text
from stubs.n8n.expressions.names import MUTATING
from stubs.n8n.expressions.paths import Path, path_of
from stubs.n8n.expressions.rewrite import Rewriter, refuse_constructor
from stubs.n8n.expressions.template import Chunk, is_single, split

_ASSIGNING = re.compile(r"(?:\+\+|--|[^=!<>]=)\Z|\A=\Z")
_THIS = "process:{},require:{},module:{},Buffer:{}"
_CARRYING = frozenset(["$json", "$input", "$", "$node", "JSON", "$execution", "$workflow", "$itemIndex", "$runIndex"])
_CARRYING_CALLS = frozenset(["$", "stringify", "first", "last", "all"])
_CARRYING_MARKS = frozenset([".", "?.", ",", ":", "?", "??", "||", "&&", "+", "...", "!", ";"])


@dataclass(slots=True)
class Compiled:
    """A template made ready.

    Attributes:
        pieces: plain texts and, where Python can follow them itself, the paths that the code names; None when it can't.
        source: the JavaScript function that gives the value.
        single: whether the value keeps its type.
        mutates: whether the code may change the data that it sees.
        carries: whether long strings only pass through the code, which never looks into them.
        wants: what the last evaluation asked for, put in place before the next.
    """

    pieces: list[str | Path] | None
    source: str
    single: bool
    mutates: bool
    carries: bool
    wants: dict[str, None] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def compiled(template: str) -> Compiled:
    """Make a template (without its `=`) ready; raises `Unreadable`, and `ExpressionError` for what n8n forbids."""
    refuse_constructor(template)
    chunks = split(template)
    single = is_single(chunks)
    if single:
        chunks = chunks[1:]
    rewriters = [Rewriter(chunk.text) if chunk.code else None for chunk in chunks]
    codes = [rewriter for rewriter in rewriters if rewriter]
    return Compiled(
        pieces=_pieces(chunks),
        source=_source(chunks, rewriters, single=single),
        single=single,
        mutates=any(map(_mutates, codes)),
        carries=all(map(_carries, codes)),
    )


def _pieces(chunks: list[Chunk]) -> list[str | Path] | None:
    pieces: list[str | Path] = []
    for chunk in chunks:
        piece = path_of(chunk.text) if chunk.code else chunk.text
        if piece is None:
            return None
        pieces.append(piece)
    return pieces


def _source(chunks: list[Chunk], rewriters: list[Rewriter | None], *, single: bool) -> str:
    free = dict.fromkeys(name for rewriter in rewriters if rewriter for name in rewriter.free)
    declared = f"var {','.join(free)};" if free else ""
    parts = []
    for chunk, rewriter in zip(chunks, rewriters, strict=True):
        if rewriter is None:
            parts.append(_literal(chunk.text))
        elif single:
            parts.append(f"({rewriter.rewritten()}\n)")
        else:
            parts.append(f"$kit.piece(() => ({rewriter.rewritten()}\n))")
    value = parts[0] if single else f'[{",".join(parts)}].join("")'
    return f"(function () {{{declared}return {value}}}).bind({{{_THIS}}})"


def _literal(text: str) -> str:
    """Write a JavaScript string; JSON's is one."""
    return to_text(text)


def _mutates(rewriter: Rewriter) -> bool:
    return any(
        token.text in MUTATING or (token.kind == "mark" and token.text != "=>" and _ASSIGNING.search(token.text))
        for token in rewriter.tokens
    )


def _carries(rewriter: Rewriter) -> bool:
    """Whether the code only picks, joins, and writes down what it is given."""
    for place, token in enumerate(rewriter.tokens):
        before = rewriter.tokens[place - 1].text if place else ""
        after = rewriter.tokens[place + 1].text if place + 1 < len(rewriter.tokens) else ""
        if token.kind == "name" and after == "(" and token.text not in _CARRYING_CALLS:
            return False
        if token.kind == "name" and before not in {".", "?."} and after != ":" and token.text in rewriter.free:
            return False
        if token.text == "length" or token.kind == "regex":
            return False
        if token.kind == "mark" and token.text not in _CARRYING_MARKS:
            return False
    return True
