"""One at a time in a folder: a lock that ends with its process, however that ends."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone_in(folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold a folder's lock, made when it is missing.

    Args:
        folder: nobody else who asks for it works there meanwhile.
        say: told when another holds it and has to be waited for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say(f"Another imageflow is at work in {folder}: waiting for it.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
