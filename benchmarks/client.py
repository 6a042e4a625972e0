"""A load client over raw sockets, for machines without `wrk`: `python -m benchmarks.client FILE` prints one JSON line.

It reads just enough of an answer to know where it ends, and so costs less than any HTTP library.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

import uvloop


class Connection:
    """One keep-alive connection that asks again as soon as it was answered."""

    def __init__(self, request: bytes, status: int) -> None:
        """Take the request's bytes and the status that is right."""
        self._request, self._right = request, f"HTTP/1.1 {status} ".encode()
        self.took: list[float] = []
        self.wrong = 0

    async def repeat(self, port: int, until: float) -> None:
        """Ask until the time is over."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (began := time.perf_counter()) < until:
            writer.write(self._request)
            head = await reader.readuntil(b"\r\n\r\n")
            await _skip_body(reader, head.lower())
            self.took.append(time.perf_counter() - began)
            self.wrong += not head.startswith(self._right)
        writer.close()


async def _skip_body(reader: asyncio.StreamReader, head: bytes) -> None:
    if b"transfer-encoding: chunked" in head:
        await reader.readuntil(b"0\r\n\r\n")
    elif b"content-length:" in head:
        await reader.readexactly(int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0]))


async def load(told: dict[str, Any]) -> dict[str, float]:
    """Give what was seen, in the words of `benchmarks.load.Load`."""
    body = told["body"].encode("ascii")
    headers = told["headers"] | {"host": f"127.0.0.1:{told['port']}", "content-length": str(len(body))}
    lines = [f"{told['method']} {told['path']} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    request = "\r\n".join([*lines, "", ""]).encode("ascii") + body
    connections = [Connection(request, told["status"]) for _ in range(told["connections"])]
    began = time.perf_counter()
    await asyncio.gather(*(each.repeat(told["port"], began + told["seconds"]) for each in connections))
    ended = time.perf_counter()
    took = sorted(seconds * 1000 for each in connections for seconds in each.took)
    return {
        "answered": len(took),
        "wrong": sum(each.wrong for each in connections),
        "seconds": ended - began,
        "p50_ms": took[len(took) // 2],
        "p99_ms": took[len(took) * 99 // 100],
    }


if __name__ == "__main__":
    print(json.dumps(uvloop.run(load(json.loads(Path(sys.argv[1]).read_text())))))
