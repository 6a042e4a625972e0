"""How a fault says that a missing answer is its own doing, so that a proxy makes it felt on the real connection."""

from contracts.wire import HttpAnswer


class Asked(Exception):
    """The cause of a `WireError` that a fault asked for: `raise Interrupted(…) from Asked()`.

    Attributes:
        partly: the answer of which half came through before it broke off; None when none of it did.
    """

    def __init__(self, partly: HttpAnswer | None = None) -> None:
        """Take what was on its way."""
        super().__init__("a fault asked for it")
        self.partly = partly
