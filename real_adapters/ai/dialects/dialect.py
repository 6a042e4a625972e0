"""What each dialect gives the adapter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from contracts.ports.ai import Generated, ImageJob
from real_adapters.ai.wire import Wire


@dataclass(frozen=True, slots=True)
class Way:
    """How a dialect reaches its service.

    Attributes:
        wire: the service.
        model: that is asked for.
        fetch: gives the bytes of a link; raises `DownloadRefused`.
        wait: lets seconds pass between two looks at what is not done yet.
        now: seconds that have passed, from any beginning.
    """

    wire: Wire
    model: str
    fetch: Callable[[str], bytes]
    wait: Callable[[float], None]
    now: Callable[[], float]


class Dialect(Protocol):
    """A provider's format.

    Attributes:
        model: that is asked for when none is named.
        probe: a path that costs nothing and tells whether the key opens it.
    """

    model: str
    probe: str

    def headers(self, api_key: str) -> dict[str, str]:
        """Give what proves who asks."""
        ...

    def generate(self, way: Way, job: ImageJob) -> Generated:
        """Have pictures made; raises `GenerationFailed`."""
        ...
