"""Expressions rewritten for the engine: calls of n8n's extension methods, `$if`, and names that stand for nothing."""

import re
from collections import defaultdict

from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.expressions.names import EXTENSIONS, FORBIDDEN, GLOBALS, RESERVED
from stubs.n8n.expressions.tokens import Token, Unreadable, tokens

_CONSTRUCTOR = re.compile(r"\.\s*constructor")


def refuse_constructor(template: str) -> None:
    """Refuse a template that reaches for a constructor, as n8n does before anything else."""
    if _CONSTRUCTOR.search(template):
        raise ExpressionError("Expression contains invalid constructor function call")


class Rewriter:
    """One piece of code on its way to the engine.

    Attributes:
        tokens: of the code, spaces left out.
        free: names that the code uses and nobody gave a meaning: they are undefined.
    """

    def __init__(self, code: str) -> None:
        """Cut the code; raises `Unreadable`, and `ExpressionError` for what n8n forbids."""
        found = tokens(code)
        place_of: dict[int, int] = {}
        self.tokens: list[Token] = []
        self._spaces: dict[int, str] = {}
        for index, token in enumerate(found):
            if token.kind == "space":
                self._spaces[len(self.tokens)] = "\n" if "\n" in token.text else " "
                continue
            place_of[index] = len(self.tokens)
            self.tokens.append(token)
        for token in self.tokens:
            token.partner = place_of[token.partner] if token.partner >= 0 else -1
        self._keep_expression()
        self._wraps: dict[int, list[tuple[int, str]]] = defaultdict(list)
        self._optional: set[int] = set()
        self._instead: dict[int, str] = {}
        self._after: dict[int, str] = defaultdict(str)
        self.free = self._names()

    def rewritten(self) -> str:
        """Give the code that runs in the engine."""
        for place, token in enumerate(self.tokens):
            if token.kind == "name":
                self._call(place, token)
        parts = []
        for place, token in enumerate(self.tokens):
            wraps = [text for _, text in sorted(self._wraps[place], reverse=True)]
            parts += [self._spaces.get(place, ""), *wraps, self._instead.get(place, token.text), self._after[place]]
        return "".join(parts)

    def _keep_expression(self) -> None:
        """Keep the first statement, as n8n does; it must be an expression."""
        if self._text(0) in {"class", "function"}:
            raise Unreadable("this is no expression")
        end = next((at for at in self._level(-1, len(self.tokens)) if self._text(at) == ";"), len(self.tokens))
        del self.tokens[end:]

    def _names(self) -> list[str]:
        free: dict[str, None] = {}
        for place, token in enumerate(self.tokens):
            text = token.text
            member = self._text(place - 1) in {".", "?."}
            if (token.kind == "name" and member) or (token.kind == "string" and self._text(place - 1) == "["):
                self._check_member(place, text)
            elif token.kind == "name" and text == "with" and self._text(place + 1) == "(":
                raise ExpressionError('Cannot use "with" statements due to security concerns')
            elif token.kind == "name" and text == "import" and self._text(place + 1) == "(":
                raise ExpressionError("Imports are not supported")
            elif token.kind == "name" and text == "$" and self._text(place + 1) != "(":
                raise ExpressionError('Cannot access "$" without calling it as a function')
            elif token.kind == "name" and not member and text not in GLOBALS and text not in RESERVED:
                free[text] = None
        return list(free)

    def _check_member(self, place: int, text: str) -> None:
        """Refuse members that lead out of a sandbox, and index brackets that name one."""
        name = text
        if text[0] in "\"'`":
            if place < 2 or not self._ends_value(place - 2):
                return
            name = text[1:-1]
        if name in FORBIDDEN:
            raise ExpressionError(f'Cannot access "{name}" due to security concerns')

    def _call(self, place: int, token: Token) -> None:
        """Rewrite a call of an extension method, or of `$if`."""
        opening = place + 1
        if self._text(opening) == "?." and self._text(opening + 1) == "(":
            opening += 1
        if self._text(opening) != "(":
            return
        member = self._text(place - 1) in {".", "?."}
        if token.text == "$if" and not member:
            self._if(place, opening)
        elif token.text in EXTENSIONS and member:
            start = self._start(place - 2)
            self._wraps[start].append((place, "$kit.extend("))
            for at in range(place - 1, opening):
                self._instead.setdefault(at, "")
            self._instead[opening] = f",{token.text!r},["
            self._instead[self.tokens[opening].partner] = "])"
            self._shorten(start, place, self.tokens[opening].partner)

    def _shorten(self, start: int, name: int, end: int) -> None:
        """Have `?.` before the call end the whole chain, as it does in JavaScript."""
        optional = [at for at in self._chain(start, name) if self._text(at) == "?." and at not in self._optional]
        for at in optional:
            following = self._text(at + 1)
            self._wraps[start].append((at, "$kit.optional("))
            self._instead[at] = ")" if at == name - 1 or following in {"(", "["} else ")."
        if optional:
            end = self._end(end)
            self._wraps[start].append((end, "$kit.settle("))
            self._after[end] += ")"
        self._optional.update(optional)

    def _if(self, place: int, opening: int) -> None:
        end = self.tokens[opening].partner
        commas = [at for at in self._level(opening, end) if self._text(at) == ","]
        spread = any(self._text(at) == "..." for at in self._level(opening, end))
        if spread:
            return
        if not commas:
            raise Unreadable("$if needs a test and a value")
        self._instead[place] = ""
        self._instead[opening] = "(("
        self._instead[commas[0]] = ")?("
        if len(commas) > 1:
            self._instead[commas[1]] = "):("
        self._instead[end] = "))" if len(commas) > 1 else "):(false))"

    def _level(self, opening: int, end: int) -> list[int]:
        """Give the places directly inside a bracket."""
        found, at = [], opening + 1
        while at < end:
            found.append(at)
            at = self.tokens[at].partner + 1 if self.tokens[at].kind == "open" else at + 1
        return found

    def _chain(self, start: int, end: int) -> list[int]:
        """Give the places of a chain of members and calls, without what is inside its brackets."""
        found, at = [], start
        while at < end:
            found.append(at)
            at = self.tokens[at].partner if self.tokens[at].kind == "open" else at + 1
        return found

    def _start(self, place: int) -> int:
        """Find where the chain begins that ends at a place."""
        while True:
            place = self._first_of(place)
            before = self._text(place - 1)
            if before in {".", "?."}:
                place -= 2
            elif self.tokens[place].text in {"(", "["} and place and self._ends_value(place - 1):
                place -= 1
            elif before == "new":
                return place - 1
            else:
                return place

    def _end(self, place: int) -> int:
        """Find where the chain ends that a place belongs to."""
        while True:
            following = self._text(place + 1)
            if following in {".", "?."} and self.tokens[place + 2].kind == "name":
                place += 2
            elif following == "?.":
                place = self.tokens[place + 2].partner
            elif following in {"(", "["}:
                place = self.tokens[place + 1].partner
            else:
                return place

    def _first_of(self, place: int) -> int:
        """Find the first token of a bracket or of a template literal, whose last one stands at the place."""
        while self.tokens[place].kind == "close":
            closing = self.tokens[place]
            place = closing.partner
            if not self.tokens[place].text.startswith("}"):
                return place
            place -= 1
        return place

    def _ends_value(self, place: int) -> bool:
        token = self.tokens[place]
        if token.kind == "name":
            return token.text not in RESERVED or token.text in {"this", "true", "false", "null"}
        return token.kind in {"string", "number", "regex"} or (token.kind == "close" and token.text != "}")

    def _text(self, place: int) -> str:
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""
