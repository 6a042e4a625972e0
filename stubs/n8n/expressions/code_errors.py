"""What a Code node's error says: V8's sentence, and the line of the code."""

import re
from typing import Any

_FRAME = re.compile(r"at (\S+) \(?<input>:(\d+):(\d+)\)?|at <input>:(\d+):(\d+)")
_OURS = frozenset(
    ("require", "guard", "want", "ask", "begin", "AsyncFunction", "all", "first", "last", "repeat", "bounded")
)
_LINES_BEFORE = 3
_CALLEE = re.compile(r"[\w$.?\[\]()'\",]*\Z")
_SENTENCES = (
    (re.compile(r"^cannot read property '(.*)' of (undefined|null)$"), r"Cannot read properties of \2 (reading '\1')"),
    (re.compile(r"^cannot set property '(.*)' of (undefined|null)$"), r"Cannot set properties of \2 (setting '\1')"),
    (re.compile(r"^unexpected token in expression: '(.*)'$"), r"Unexpected token '\1'"),
    (re.compile(r"^'(.*)' is read-only$"), "Assignment to constant variable."),
    (re.compile(r"^'(.*)' is not defined$"), r"\1 is not defined"),
)


class CodeError(Exception):
    """The code of a Code node failed.

    Attributes:
        message: n8n's sentence.
        line: of the code, when it is known.
        fatal: whether the node fails even when it lets the workflow go on.
        thrown: whether the code threw it; else n8n refused what the code did.
    """

    def __init__(
        self,
        message: str,
        description: str | None = None,
        *,
        line: int | None = None,
        fatal: bool = False,
        thrown: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.description = description
        self.line = line
        self.fatal = fatal
        self.thrown = thrown

    def sentence(self, index: int | None = None) -> str:
        """Give the message with its place: `boom [line 3]`, `boom [line 3, for item 0]`."""
        if self.line is None:
            return self.message
        return f"{self.message} [line {self.line}{'' if index is None else f', for item {index}'}]"


def code_error(told: dict[str, Any], code: str) -> CodeError:
    """Make the error of what the engine told: `name`, `message`, `stack`; or only `message`, which is n8n's already."""
    if told.get("said"):
        return CodeError(told["message"], told.get("description"), thrown=True)
    place = _place(told.get("stack") or "", code, told.get("made"))
    message = told["message"]
    for pattern, sentence in _SENTENCES:
        message = pattern.sub(sentence, message)
    if place and message == "not a function":
        message = f"{_callee(code, *place)} is not a function"
    name = told.get("name")
    line = None if name == "SyntaxError" or place is None else place[0]
    fatal = bool(told.get("fatal"))
    description = told.get("description") or (None if name == "Error" else name)
    return CodeError(message, description, line=line, fatal=fatal, thrown=not fatal)


def _place(stack: str, code: str, made: str | None) -> tuple[int, int] | None:
    """Find the line and column of the code where an error began; `made` is its class, whose constructor is no place."""
    last = code.count("\n") + 1
    for found in _FRAME.finditer(stack):
        line = int(found[2] or found[4]) - _LINES_BEFORE
        if found[1] not in _OURS and found[1] != made and found[1] and 1 <= line <= last:
            return line, int(found[3])
    return None


def _callee(code: str, line: int, column: int) -> str:
    text = code.split("\n")[line - 1]
    name = re.match(r"[\w$]*", text[column - 1 :])
    before = _CALLEE.search(text[: column - 1])
    return (before[0] if before else "") + (name[0] if name else "")
