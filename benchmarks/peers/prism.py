"""Prism: a mock by an OpenAPI document, on Node."""

import json
from pathlib import Path
from typing import Any

from benchmarks.call import ANSWER, GENERATION, SCHEMA
from benchmarks.peers.base import Peer
from benchmarks.peers.pins import PRISM, installed, tool
from benchmarks.processes import Command, free_ports


class Prism(Peer):
    """Validating as it is made for, its log turned down; it keeps no journal."""

    name = f"Prism {PRISM.version}"
    contains = "Node's http; OpenAPI; no journal"

    def command(self, folder: Path) -> Command:
        """Serve one operation."""
        script = installed(PRISM) / "node_modules/@stoplight/prism-cli/dist/index.js"
        (port,) = free_ports(1)
        document = folder / "openapi.json"
        document.write_text(json.dumps(_document()))
        flags = ("-h", "127.0.0.1", "-p", str(port), "--errors", "--verboseLevel", "silent")
        return Command([tool("node"), str(script), "mock", *flags, str(document)], port)


def _document() -> dict[str, Any]:
    answer = {"description": "Pictures", "content": {"application/json": {"example": ANSWER}}}
    body = {"required": True, "content": {"application/json": {"schema": SCHEMA}}}
    operation = {"requestBody": body, "responses": {"200": answer}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Images", "version": "1"},
        "paths": {GENERATION.path: {GENERATION.method.lower(): operation}},
    }
