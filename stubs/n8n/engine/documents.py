"""Workflows as they were when they were executed: each version kept once."""

import hashlib
import json
from typing import Any

from sqlalchemy import Column, Engine, MetaData, String, Table, Text, insert, select

from stubs.n8n.engine.workflow import Workflow

_TABLES = MetaData()
_DOCUMENT = Table(
    "n8n_executed_workflow",
    _TABLES,
    Column("key", String, primary_key=True),
    Column("document", Text, nullable=False),
)


class Documents:
    """Keeps documents by their hash."""

    def __init__(self, engine: Engine) -> None:
        """Make the table when it is missing."""
        self._engine = engine
        self._known: dict[int, tuple[Workflow, str]] = {}
        _TABLES.create_all(engine)

    def keep(self, workflow: Workflow) -> str:
        """Keep a workflow's document; give its key."""
        known = self._known.get(id(workflow))
        if known is not None:
            return known[1]
        text = json.dumps({"id": workflow.id, "name": workflow.name} | dict(workflow.document))
        key = hashlib.sha256(text.encode()).hexdigest()
        with self._engine.begin() as connection:
            if connection.execute(select(_DOCUMENT.c.key).where(_DOCUMENT.c.key == key)).first() is None:
                connection.execute(insert(_DOCUMENT), {"key": key, "document": text})
        if len(self._known) >= 1000:
            self._known.clear()
        self._known[id(workflow)] = (workflow, key)
        return key

    def find(self, key: str) -> dict[str, Any]:
        """Find a document by its key."""
        with self._engine.begin() as connection:
            text = connection.execute(select(_DOCUMENT.c.document).where(_DOCUMENT.c.key == key)).scalar()
        found: dict[str, Any] = json.loads(text) if text else {}
        return found
