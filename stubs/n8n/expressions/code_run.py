"""Runs the JavaScript of a Code node: in an engine of its own, awaited, and bounded in time and memory.

The engine can't call its host. What the code asks for is put in place, and the code is started anew with all that it
had asked for before: so far it did nothing that anyone saw.
"""

import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

import quickjs

from contracts.runtime import Clock
from stubs.n8n.engine.errors import ExpressionError
from stubs.n8n.engine.items import Binary, Item
from stubs.n8n.engine.json_text import from_text, to_text
from stubs.n8n.engine.view import View
from stubs.n8n.expressions.code_binary import Files, made_from
from stubs.n8n.expressions.code_errors import CodeError, code_error
from stubs.n8n.expressions.loaded import Loaded, about
from stubs.n8n.expressions.realm import CALENDAR, GROUND, host_of
from stubs.n8n.expressions.static_data import StaticData
from stubs.n8n.expressions.supply import Supply

SECONDS = 5.0
MEMORY = 256 * 2**20
_ROUNDS = 500
_CALENDAR = re.compile(r"DateTime|Duration|Interval|\$now|\$today|[lL]ocale|Intl")

Answer = Callable[[str, list[Any]], Awaitable[Any]]
"""Answers what only the outside can: `http` and `binary`, with their details."""


class CodeRun:
    """The engine of one run of a Code node."""

    def __init__(self, code: str, clock: Clock, answer: Answer) -> None:
        """Start it for some code; what it asks of the outside goes to `answer`."""
        self._code = code
        self._clock = clock
        self._answer = answer
        self._engine, self._host = host_of(
            (*GROUND, *(CALENDAR if _CALENDAR.search(code) else ()), "variables.js", "code.js"), MEMORY
        )
        self._engine.set_time_limit(SECONDS)
        self._loaded = Loaded(self)
        self.value, self.list, self.paired = self._engine.parse_json, self._host("list"), self._host("paired")
        self._made: dict[str, Binary] = {}

    @property
    def files(self) -> Files:
        """Give the files that the code was given or has made, by their `id`."""
        return {**self._loaded.files, **self._made}

    def lazy(self, text: str, places: str) -> Any:
        """Give a value of JSON whose long strings cross when they are looked at."""
        return self._host("lazy")(self.value(text), places)

    async def run(self, view: View, supply: Supply, kept: StaticData, *, each: bool) -> tuple[Any, str]:
        """Run the code for a view; give what it returned, and its `typeof`. What it keeps is put into `kept`.

        Raises:
            CodeError: it threw, or broke its bounds.
        """
        answers: dict[str, tuple[bool, Any]] = {}
        now = view.now.timestamp() * 1000 // 1
        zone = view.workflow.settings.get("timezone") or "UTC"
        rested: list[float] = []
        for _ in range(_ROUNDS):
            self._provide(answers)
            begun = (self._code, each, now, "UTC" if zone == "DEFAULT" else zone, to_text(kept.values), kept.of_node)
            kind, text = await self._played(begun, rested)
            if kind != "want":
                return self._settled(kind, text, kept)
            for key in from_text(text):
                answers[key] = await self._asked(key, supply)
        raise CodeError("The code asked for too much")

    def _settled(self, kind: str, text: str, kept: StaticData) -> tuple[Any, str]:
        if kind == "error":
            raise code_error(from_text(text), self._code)
        if kind != "done":
            raise CodeError("Unknown error", fatal=True)
        outcome = from_text(text)
        kept.values = outcome.get("kept", kept.values)
        return outcome.get("value"), outcome["kind"]

    async def _asked(self, key: str, supply: Supply) -> tuple[bool, Any]:
        """Find what was asked for; give whether it is there, and it or the refusal."""
        kind, *details = from_text(key)
        try:
            if kind == "long":
                return True, self._loaded.strings[details[0]]
            if kind == "file":
                told = about(file := made_from(*details[1:]))
                self._made[told["id"]] = file
                return True, told
            if kind in {"http", "binary"}:
                return True, await self._answer(kind, details)
            return True, supply.answer(kind, *details)
        except ExpressionError as error:
            return False, {"message": error.message, "description": error.description}

    def _provide(self, answers: dict[str, tuple[bool, Any]]) -> None:
        """Put all that is known in place, items as new objects: the code may change them."""
        self._host("forget")()
        self._loaded.tidy(everything=True)
        for key, (found, value) in answers.items():
            if not found:
                self._host("refuse")(key, to_text(value))
            elif isinstance(value, Item):
                self._host("put")(key, self._loaded.one(value, marked=False))
            elif isinstance(value, list) and value and isinstance(value[0], Item):
                self._host("put")(key, self._loaded.all(value, marked=False))
            else:
                self._host("put")(key, self.value(to_text(value)))

    async def _played(self, begun: tuple[Any, ...], rested: list[float]) -> tuple[str, str]:
        """Play the code until it settles or wants something; pauses that were taken once are not taken again."""
        pauses = 0
        end = time.process_time() + SECONDS
        try:
            self._host("begin")(*begun)
            while True:
                while self._engine.execute_pending_job():
                    if time.process_time() > end:
                        raise CodeError("Task execution timed out", fatal=True)
                kind, _, text = str(self._host("hear")()).partition(":")
                if kind != "timer":
                    return kind, text
                pauses += 1
                if pauses > len(rested):
                    rested.append(float(text))
                    await self._clock.sleep(float(text) / 1000)
                self._host("fire")()
        except (quickjs.JSException, quickjs.StackOverflow) as error:
            if "interrupted" in str(error):
                raise CodeError("Task execution timed out", fatal=True) from None
            raise CodeError("Task ran out of memory", fatal=True) from None
