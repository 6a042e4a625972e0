"""JavaScript in several threads: the garbage collector of one must not reach into the engine of another."""

import gc
import threading
from typing import Any

from stubs.n8n.expressions.realm import Realm, realm

THREADS = 3
ROUNDS = 40


class Owner:
    """Is garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


class Values:
    """What an owner keeps in an engine."""

    def __init__(self, engine: Realm) -> None:
        self.held: Any = [engine.value('{"a": [1, 2, 3]}') for _ in range(20)]


def test_what_owners_left_behind_is_let_go_by_its_own_thread() -> None:
    """While threads work in their engines and the collector runs in all of them, every engine goes on to answer."""
    answers: list[Any] = []

    def work() -> None:
        engine = realm()
        for _ in range(ROUNDS):
            engine.kept_for(Owner(), Values)
            answers.append(engine.run("(() => 1 + 1)", 0, "UTC")[0])

    before = gc.get_threshold()
    gc.set_threshold(50, 5, 5)
    try:
        threads = [threading.Thread(target=work) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        gc.set_threshold(*before)
    assert answers == ["value"] * THREADS * ROUNDS
