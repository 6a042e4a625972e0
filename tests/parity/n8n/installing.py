"""Workflows of a test on any n8n, with the credential that they use: brought in, and taken away again."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from tests.parity.n8n.case import Document
from tests.parity.n8n.n8n import N8n


@contextmanager
def installed(n8n: N8n, document: Document, name: str, kind: str, data: Document) -> Iterator[None]:
    """Bring a workflow to n8n with a credential of a name, a kind and data, and take both away at the end."""
    credential = n8n.api("POST", "/credentials", {"name": name, "type": kind, "data": data})["id"]
    text = json.dumps(document).replace(f"credential:{name}", credential)
    made = n8n.api("POST", "/workflows", json.loads(text))["id"]
    try:
        n8n.activate(made, document)
        yield
    finally:
        n8n.remove(made)
        n8n.api("DELETE", f"/credentials/{credential}")
