"""A server whose applications may break a connection off (`contracts.breaking`)."""

import socket
import struct
from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from contracts.breaking import ABORT

_AT_ONCE: Final = struct.pack("ii", 1, 0)
"""Linger for no time: the peer is sent a reset in place of an orderly end."""


class AbortableProtocol(HttpToolsProtocol):
    """uvicorn's HTTP over one connection, which its application may break off."""

    def on_message_begin(self) -> None:
        """Put the handle into the scope of each request."""
        super().on_message_begin()
        self.scope["extensions"] = {ABORT: {"abort": self.abort}}

    def abort(self) -> None:
        """Break the connection: what was written is handed to the network, and a reset follows."""
        own: socket.socket | None = self.transport.get_extra_info("socket")
        if own is not None and not self.transport.is_closing():
            own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            self.transport.close()
