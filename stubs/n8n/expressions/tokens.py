"""JavaScript cut into tokens: enough to find calls, names and brackets without reading the grammar."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>(?:\s|//[^\n]*|/\*.*?\*/)+)
  | (?P<name>[A-Za-z_$\u00aa-\uffff][\w$]*)
  | (?P<number>0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?)
  | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<mark>\?\.(?!\d)|=>|\.\.\.|[=!]==?|\*\*=?|&&=?|\|\|=?|\?\?=?|<<=?|>>>?=?|[<>]=|\+\+|--
      |[-+*/%&|^]=|[-+*/%&|^!~?:;,.<>=@\#])
  | (?P<open>[(\[{])
  | (?P<close>[)\]}])
    """,
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(`|\$\{)", re.DOTALL)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_BEFORE_VALUE = frozenset(
    ("return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "await")
)


class Unreadable(ValueError):
    """The code is no JavaScript: a bracket or a string is not closed, or a sign stands where none can."""


@dataclass(slots=True)
class Token:
    """A token.

    Attributes:
        kind: `name`, `number`, `string`, `regex`, `mark`, `open`, `close`, or `space` (comments are space).
            A template literal is a `string`, or an `open` and a `close` with tokens between its parts.
        text: as it stands.
        partner: of a bracket, the index of the other one.
    """

    kind: str
    text: str
    partner: int = -1


def tokens(code: str) -> list[Token]:
    """Cut code into tokens; raises `Unreadable`."""
    found: list[Token] = []
    open_brackets: list[int] = []
    at = 0
    while at < len(code):
        at = _next(code, at, found, open_brackets)
    if open_brackets:
        raise Unreadable("a bracket is not closed")
    return found


def _next(code: str, at: int, found: list[Token], open_brackets: list[int]) -> int:
    if code[at] == "`":
        return _template(code, at, found, open_brackets)
    if code[at] == "}" and open_brackets and found[open_brackets[-1]].text.endswith("${"):
        return _template(code, at, found, open_brackets)
    match = _TOKEN.match(code, at)
    if code[at] == "/" and not (match and match.lastgroup == "space") and not _ends_value(found):
        match = _REGEX.match(code, at)
        if match is None:
            raise Unreadable("a regular expression is not closed")
        found.append(Token("regex", match[0]))
        return match.end()
    if match is None:
        raise Unreadable(f"a {code[at]!r} stands where none can")
    _add(Token(match.lastgroup or "", match[0]), found, open_brackets)
    return match.end()


def _template(code: str, at: int, found: list[Token], open_brackets: list[int]) -> int:
    """Take a part of a template literal: from its start or from a `}`, to the next `${` or to its end."""
    match = _TEMPLATE.match(code, at + 1)
    if match is None:
        raise Unreadable("a template literal is not closed")
    text = code[at : match.end()]
    if code[at] == "`" and match[1] == "`":
        found.append(Token("string", text))
    elif code[at] == "`":
        _add(Token("open", text), found, open_brackets)
    elif match[1] == "`":
        _close(Token("close", text), found, open_brackets)
    else:
        _close(Token("close", "}"), found, open_brackets)
        found[-1].text = ""
        _add(Token("open", text), found, open_brackets)
    return match.end()


def _add(token: Token, found: list[Token], open_brackets: list[int]) -> None:
    if token.kind == "close":
        if not open_brackets or found[open_brackets[-1]].text != _PAIRS[token.text]:
            raise Unreadable(f"a {token.text!r} closes nothing")
        _close(token, found, open_brackets)
        return
    if token.kind == "open":
        open_brackets.append(len(found))
    found.append(token)


def _close(token: Token, found: list[Token], open_brackets: list[int]) -> None:
    start = open_brackets.pop()
    token.partner = start
    found[start].partner = len(found)
    found.append(token)


def _ends_value(found: list[Token]) -> bool:
    """Whether a value ends here, so that a slash divides."""
    last = next((token for token in reversed(found) if token.kind != "space"), None)
    if last is None:
        return False
    if last.kind == "name":
        return last.text not in _BEFORE_VALUE
    return last.kind in {"number", "string", "regex", "close"}
