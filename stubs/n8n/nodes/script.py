"""JavaScript for a node: what only its own engine knows (regular expressions, dates), asked as an expression.

What is handed over travels as JSON inside the code, so nothing in it can become code.
"""

import re
from typing import Any

from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.json_text import to_text
from stubs.n8n.engine.node_type import Call

_WHOLE = re.compile(r"=\s*\{\{((?:(?!\}\}).)*)\}\}\s*", re.DOTALL)
_LITERAL = re.compile(r"/(.*?)/([gimusy]*)\Z")
FIRST_VALID = """
const moment = (text, options) => {
  for (const read of [DateTime.fromISO, DateTime.fromHTTP, DateTime.fromRFC2822, DateTime.fromSQL]) {
    const found = read(text, options);
    if (found.isValid) return found;
  }
  return DateTime.fromMillis(Date.parse(text), options);
};
"""


def ask(call: Call, body: str, *values: Any, index: int = 0) -> Any:
    """Run the body of a function over JSON values, named `a`, `b`, `c` …; None when it throws."""
    names = ",".join("abcdefgh"[: len(values)])
    return call.evaluate("={{ ((" + names + ") => { " + body + " })(" + ",".join(map(_literal, values)) + ") }}", index)


def matches(call: Call, pattern: str, flags: str, text: str) -> bool | None:
    """Whether a regular expression of JavaScript finds something in a text; None when it is none."""
    found: bool | None = ask(call, "return new RegExp(a, b).test(c)", pattern, flags, text)
    return found


def is_null(call: Call, template: Any, index: int) -> bool:
    """Whether a template that gave None means null; else it is undefined."""
    whole = _WHOLE.fullmatch(template) if isinstance(template, str) else None
    if whole is None:
        return False
    try:
        return call.evaluate(f"={{{{ ({whole[1]}) === null }}}}", index) is True
    except ExpressionError:
        return False


def regex_of(text: str) -> tuple[str, str]:
    """Give the pattern and the flags of a regular expression that may be written as `/pattern/flags`."""
    literal = _LITERAL.match(text)
    return (literal[1], literal[2]) if literal else (text, "")


def moment(call: Call, value: Any) -> tuple[float, str] | None:
    """Read a date in ISO, HTTP's, RFC 2822's or SQL's format, else as JavaScript's Date; milliseconds, and ISO 8601."""
    body = (
        FIRST_VALID + "const found = moment(a, {setZone: true}); return found.isValid ? [+found, found.toISO()] : null"
    )
    found = ask(call, body, value.strip())
    return (found[0], found[1]) if found else None


def _literal(value: Any) -> str:
    """Write a value as code: two braces in a row would end the expression."""
    if isinstance(value, str):
        return to_text(value).replace("{", "\\u007b").replace("}", "\\u007d")
    return f"JSON.parse({_literal(to_text(value))})" if isinstance(value, dict | list) else to_text(value)
