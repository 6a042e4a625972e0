"""The embedded JavaScript engine: bounded in time and memory, sealed, and given no way to its host.

Limitations: no Intl beyond plain English numbers and dates; the engine's local time zone is UTC.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import quickjs

from stubs.n8n.engine.json_text import from_text, to_text
from stubs.n8n.expressions.names import DENIED

MEMORY = 256 * 2**20
SECONDS = 2.0
GROUND = ("runtime.js", "clock.js")
"""What expressions and Code nodes share."""

CALENDAR = ("zones.js", "intl.js", "formats.js", "duration.js", "datetime.js", "interval.js")
"""DateTime, and numbers and dates as people read them."""

_EXTENSIONS = ("extend.js", "strings.js", "values.js", "dates.js")
_FOLDER = Path(__file__).parent / "javascript"
_MARK = "\x01"
_KEPT_CODES = 2048
Kept = TypeVar("Kept")
_FAILURES = (quickjs.JSException, quickjs.StackOverflow)


class OutOfBounds(Exception):
    """The code ran longer, or asked for more memory, than it may."""


class NoJavaScript(Exception):
    """The code can't be read."""


def host_of(scripts: tuple[str, ...], memory: int = MEMORY) -> tuple[Any, Callable[[str], Any]]:
    """Start an engine and run scripts of `javascript/`; the last gives the host's side, whose parts are got by name."""
    engine = quickjs.Context()
    engine.set_memory_limit(memory)
    engine.eval(f"globalThis.$denied={to_text(sorted(DENIED))}")
    host = None
    for name in scripts:
        host = engine.eval(_script(name))
    pick = engine.eval("(host, name) => host[name]")
    return engine, cache(lambda name: pick(host, name))


class Realm:
    """One engine for expressions; nothing that an expression does to it lasts."""

    def __init__(self) -> None:
        """Start it."""
        self._engine, part = host_of((*GROUND, *CALENDAR, "variables.js", *_EXTENSIONS, "seal.js"))
        self._engine.set_time_limit(SECONDS)
        self._run, self._lazy, self._keep = part("run"), part("lazy"), part("keep")
        self.put, self.refuse, self.forget, self.list = part("put"), part("refuse"), part("forget"), part("list")
        self.text, self.paired = part("text"), part("paired")
        self.value = self._engine.parse_json
        self._codes: OrderedDict[str, Any] = OrderedDict()
        self._kept: dict[int, tuple[weakref.ref[Any], Any]] = {}

    def kept_for(self, owner: Any, make: Callable[["Realm"], Kept]) -> Kept:
        """Give what an owner keeps in this engine, made at first.

        It is held here and let go here, by the engine's own thread, once its owner is gone: the garbage collector
        runs in any thread, and must not free a value of an engine in which another is at work.
        """
        kept = self._kept.get(id(owner))
        if kept is None or kept[0]() is not owner:
            self._kept = {key: each for key, each in self._kept.items() if each[0]() is not None}
            kept = self._kept[id(owner)] = (weakref.ref(owner), make(self))
        found: Kept = kept[1]
        return found

    def end(self) -> None:
        """Let go of what is kept for others, so that the engine goes when its thread lets go of it."""
        self._kept.clear()

    def run(self, source: str, now: float, zone: str) -> tuple[str, Any]:
        """Run a function at a time (ms since 1970); give `value`, `want` or `error`, and what it is.

        Raises:
            OutOfBounds: it ran too long or asked for too much memory.
            NoJavaScript: it can't be read.
        """
        code = self._code(source)
        try:
            result = self._run(code, now, zone)
        except _FAILURES as error:
            if "interrupted" in str(error):
                raise OutOfBounds("Expression timed out") from None
            if "out of memory" in str(error):
                raise OutOfBounds("Expression exceeded memory limit") from None
            return "value", None
        if type(result) is str and result.startswith(_MARK):
            kind, _, text = result[1:].partition(":")
            return ("value" if kind == "json" else kind), from_text(text)
        return "value", result

    def lazy(self, text: str, places: str) -> Any:
        """Give a value, of JSON, whose long strings (`[[path, key], …]`) are asked for when they are looked at."""
        return self._lazy(self.value(text), places)

    def keep(self, key: str, text: str) -> None:
        """Put a value, of JSON, in place for good."""
        self._keep(key, self.value(text))

    def _code(self, source: str) -> Any:
        code = self._codes.get(source)
        if code is None:
            try:
                code = self._codes[source] = self._engine.eval(source)
            except _FAILURES as error:
                raise NoJavaScript(str(error)) from None
            if len(self._codes) > _KEPT_CODES:
                self._codes.popitem(last=False)
        return code


@cache
def _script(name: str) -> str:
    return (_FOLDER / name).read_text()


class _Lease:
    """A thread's hold of its engine, which ends with the thread."""

    def __init__(self) -> None:
        self.realm = Realm()

    def __del__(self) -> None:
        self.realm.end()


class _Local(threading.local):
    lease: _Lease | None = None


_LOCAL = _Local()


def realm() -> Realm:
    """Give this thread's engine; an engine belongs to the thread that started it."""
    if _LOCAL.lease is None:
        _LOCAL.lease = _Lease()
    return _LOCAL.lease.realm


def discard() -> None:
    """Throw this thread's engine away, after code that broke its bounds."""
    _LOCAL.lease = None
