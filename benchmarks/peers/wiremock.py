"""WireMock: the JVM's mock, from the jar of its own npm package."""

import json
from pathlib import Path
from typing import Any

from benchmarks.call import ANSWER, GENERATION, JSON, SCHEMA
from benchmarks.peers.base import Peer
from benchmarks.peers.pins import WIREMOCK, installed, tool
from benchmarks.processes import Command, free_ports


class Wiremock(Peer):
    """With a JSON Schema over the body and its journal as it comes: unbounded."""

    name = f"WireMock {WIREMOCK.version}"
    contains = "Jetty on the JVM; JSON Schema; all requests"
    warm_seconds = 10.0  # a JVM compiles while it runs

    def command(self, folder: Path) -> Command:
        """Serve one mapping."""
        jar = installed(WIREMOCK) / f"node_modules/wiremock/build/wiremock-standalone-{WIREMOCK.version}.jar"
        (port,) = free_ports(1)
        (folder / "mappings").mkdir()
        (folder / "mappings" / "images.json").write_text(json.dumps(_mapping()))
        flags = ("--port", str(port), "--bind-address", "127.0.0.1", "--root-dir", str(folder), "--disable-banner")
        return Command([tool("java"), "-jar", str(jar), *flags], port)


def _mapping() -> dict[str, Any]:
    patterns = [{"matchesJsonSchema": json.dumps(SCHEMA), "schemaVersion": "V202012"}]
    return {
        "request": {"method": GENERATION.method, "urlPath": GENERATION.path, "bodyPatterns": patterns},
        "response": {"status": 200, "headers": JSON, "jsonBody": ANSWER},
    }
