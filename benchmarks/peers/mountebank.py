"""Mountebank: imposters with predicates, on Node."""

import json
from pathlib import Path
from typing import Any

from benchmarks.call import ANSWER, GENERATION, JSON
from benchmarks.peers.base import Peer
from benchmarks.peers.pins import MOUNTEBANK, installed, tool
from benchmarks.processes import Command, free_ports


class Mountebank(Peer):
    """With predicates over method, path and body, and every request recorded."""

    name = f"Mountebank {MOUNTEBANK.version}"
    contains = "Node's http; predicates; all requests"

    def command(self, folder: Path) -> Command:
        """Serve one imposter."""
        script = installed(MOUNTEBANK) / "node_modules/@mbtest/mountebank/bin/mb"
        port, own_port = free_ports(2)
        settings = folder / "imposters.json"
        settings.write_text(json.dumps({"imposters": [_imposter(port)]}))
        flags = ("--configfile", str(settings), "--nologfile", "--localOnly", "--loglevel", "error")
        pid = ("--pidfile", str(folder / "mb.pid"))
        return Command([tool("node"), str(script), "start", "--port", str(own_port), *flags, *pid], port)


def _imposter(port: int) -> dict[str, Any]:
    predicates = [
        {"equals": {"method": GENERATION.method, "path": GENERATION.path}},
        {"matches": {"body": {"prompt": ".+", "size": "^[1-9][0-9]{1,3}x[1-9][0-9]{1,3}$"}}},
    ]
    answers = [{"is": {"statusCode": 200, "headers": {**JSON, "Connection": "keep-alive"}, "body": json.dumps(ANSWER)}}]
    stub = {"predicates": predicates, "responses": answers}
    refused = {"statusCode": 400}
    common = {"port": port, "protocol": "http", "host": "127.0.0.1", "recordRequests": True}
    return common | {"defaultResponse": refused, "stubs": [stub]}
