"""aimock: fixtures for the endpoints of AI providers, on Node."""

import json
from pathlib import Path

from benchmarks.call import LINK
from benchmarks.peers.base import Peer
from benchmarks.peers.pins import AIMOCK, installed, tool
from benchmarks.processes import Command, free_ports


class Aimock(Peer):
    """As it comes: it keeps the last 1,000 requests, and checks that there is a prompt."""

    name = f"aimock {AIMOCK.version}"
    contains = "Node's http; prompt is there; last 1,000"

    def command(self, folder: Path) -> Command:
        """Serve one fixture."""
        script = installed(AIMOCK) / "node_modules/@copilotkit/aimock/dist/cli.js"
        (port,) = free_ports(1)
        fixtures = folder / "fixtures.json"
        # Its answer has no usage and no size: the link is longer in their place.
        image = {"url": f"{LINK}?expires=1790000000&signature={'0123456789abcdef' * 7}"}
        fixtures.write_text(json.dumps({"fixtures": [{"match": {"endpoint": "image"}, "response": {"image": image}}]}))
        flags = ("--strict", "--log-level", "silent", "-h", "127.0.0.1")
        return Command([tool("node"), str(script), "-p", str(port), "-f", str(fixtures), *flags], port)
