"""What the versions of Odoo do differently on the wire (`facts/odoo.md` 2, 3 and 7)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Version:
    """A version of Odoo.

    Attributes:
        number: 19 or 18.
        error_code: of JSON-RPC's errors.
        wrong_type: the status for a body that is no JSON by its Content-Type.
        error_keys: of an error's data, in their order.
        has_json2: whether it speaks JSON-2.
    """

    number: int
    error_code: int
    wrong_type: int
    error_keys: tuple[str, ...]
    has_json2: bool

    @property
    def text(self) -> str:
        """Give it as servers say it."""
        return f"{self.number}.0"

    @property
    def info(self) -> list[Any]:
        """Give it in parts."""
        return [self.number, 0, 0, "final", 0, ""]

    def told(self) -> dict[str, Any]:
        """Give what `common.version` tells."""
        return {
            "server_version": self.text,
            "server_version_info": self.info,
            "server_serie": self.text,
            "protocol_version": 1,
        }


VERSIONS = {
    19: Version(19, 0, 415, ("name", "message", "arguments", "context", "debug"), has_json2=True),
    18: Version(18, 200, 400, ("name", "debug", "message", "arguments", "context"), has_json2=False),
}
