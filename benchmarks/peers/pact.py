"""Pact's stub server: answers from a contract, in Rust."""

import json
from pathlib import Path
from typing import Any

from benchmarks.call import ANSWER, ASKED, GENERATION, JSON
from benchmarks.peers.base import Peer
from benchmarks.peers.pins import PACT, installed
from benchmarks.processes import Command, free_ports


class Pact(Peer):
    """With matching rules over the body; it keeps no journal."""

    name = f"Pact stub server (cli {PACT.version.partition('!')[2]})"
    contains = "hyper, in Rust; matching rules; no journal"

    def command(self, folder: Path) -> Command:
        """Serve one interaction."""
        program = installed(PACT) / "bin/pact"
        (port,) = free_ports(1)
        contract = folder / "pact.json"
        contract.write_text(json.dumps(_contract()))
        return Command([str(program), "stub", "-f", str(contract), "-p", str(port), "-l", "none"], port)


def _contract() -> dict[str, Any]:
    rules = {f"$.{name}": {"combine": "AND", "matchers": [{"match": "type"}]} for name in ASKED}
    request = {
        "method": GENERATION.method,
        "path": GENERATION.path,
        "headers": JSON,
        "body": ASKED,
        "matchingRules": {"body": rules},
    }
    answer = {"status": 200, "headers": JSON, "body": ANSWER}
    return {
        "consumer": {"name": "n8n"},
        "provider": {"name": "ai"},
        "interactions": [{"description": "paint", "request": request, "response": answer}],
        "metadata": {"pactSpecification": {"version": "3.0.0"}},
    }
