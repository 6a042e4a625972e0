"""What stubs keep in memory: it outlives a stub that is stopped and started, and ends with the run."""

import itertools
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar, cast

Thing = TypeVar("Thing")
_numbers = itertools.count(1)


class Kept:
    """The disk of a run that has none."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._run = next(_numbers)  # SQLite's names of databases in memory hold for the whole process
        self._databases: dict[str, sqlite3.Connection] = {}
        self._things: dict[str, Any] = {}

    def database(self, name: str) -> str:
        """Give the URL of a database in memory, the same one for the same name."""
        path = f"file:/imageflow-{self._run}-{name}?vfs=memdb"
        if name not in self._databases:
            # SQLite lets go of the database with its last connection: this one.
            self._databases[name] = sqlite3.connect(path, uri=True, check_same_thread=False)
        return f"sqlite:///{path}&uri=true"

    def once(self, name: str, make: Callable[[], Thing]) -> Thing:
        """Give a thing, made at its first use."""
        if name not in self._things:
            self._things[name] = make()
        return cast("Thing", self._things[name])

    def forget(self) -> None:
        """Let go of everything."""
        for connection in self._databases.values():
            connection.close()
        self._databases.clear()
        self._things.clear()
