"""What users keep in n8n: workflows and credentials. A credential's data leaves it only towards nodes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Engine

from contracts.runtime import Runtime

_TABLES = MetaData()
_WORKFLOW = Table(
    "n8n_workflow",
    _TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", String, unique=True, nullable=False),
    Column("name", String, nullable=False),
    Column("document", Text, nullable=False),
    Column("active", Boolean, nullable=False, default=False),
    Column("version_id", String, nullable=False),
    Column("version_count", Integer, nullable=False, default=1),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
)
_CREDENTIAL = Table(
    "n8n_credential",
    _TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", String, unique=True, nullable=False),
    Column("name", String, nullable=False),
    Column("type", String, nullable=False),
    Column("data", Text, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A workflow as it is kept.

    Attributes:
        document: nodes, connections, settings, and what else its author gave.
        version_id: another one after each change of nodes or connections.
        created_at: seconds since the epoch, as `updated_at`.
    """

    id: str
    name: str
    document: dict[str, Any]
    active: bool
    version_id: str
    version_count: int
    created_at: float
    updated_at: float


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential without its data."""

    id: str
    name: str
    type: str
    created_at: float
    updated_at: float


class Library:
    """Keeps workflows and credentials in the stub's database."""

    def __init__(self, engine: Engine, runtime: Runtime) -> None:
        """Make the tables when they are missing."""
        self._engine, self._runtime = engine, runtime
        _TABLES.create_all(engine)

    def workflows(self) -> Sequence[Kept]:
        """Give all workflows, newest first."""
        with self._engine.begin() as connection:
            rows = connection.execute(select(_WORKFLOW).order_by(_WORKFLOW.c.place.desc())).mappings().all()
        return [_kept(row) for row in rows]

    def workflow(self, workflow_id: str) -> Kept | None:
        """Find a workflow."""
        with self._engine.begin() as connection:
            row = connection.execute(select(_WORKFLOW).where(_WORKFLOW.c.id == workflow_id)).mappings().first()
        return _kept(row) if row else None

    def add_workflow(self, document: Mapping[str, Any], workflow_id: str | None = None) -> Kept:
        """Keep a new workflow; it is not active."""
        now = self._now()
        values = {
            "id": workflow_id or new_id(self._runtime),
            "name": document["name"],
            "document": _text(document),
            "version_id": self._runtime.entropy.uuid(),
            "created_at": now,
            "updated_at": now,
        }
        with self._engine.begin() as connection:
            connection.execute(insert(_WORKFLOW), values)
        return self._found(values["id"])

    def put_workflow(self, workflow_id: str, document: Mapping[str, Any]) -> Kept:
        """Keep a workflow under an id, active, in place of what was there."""
        kept = self.workflow(workflow_id)
        if kept is None:
            self.add_workflow(document, workflow_id)
        elif kept.document != document:
            self.change_workflow(kept, document)
        return self.set_active(workflow_id, active=True)

    def change_workflow(self, kept: Kept, document: Mapping[str, Any]) -> Kept:
        """Keep another document in a workflow's place."""
        same = all(kept.document[part] == document[part] for part in ("nodes", "connections"))
        version = kept.version_id if same else self._runtime.entropy.uuid()
        self._update(
            kept.id,
            name=document["name"],
            document=_text(document),
            version_id=version,
            version_count=kept.version_count + (0 if same else 1),
            updated_at=self._now(),
        )
        return self._found(kept.id)

    def set_active(self, workflow_id: str, active: bool) -> Kept:
        """Say whether a workflow is to be published."""
        self._update(workflow_id, active=active, updated_at=self._now())
        return self._found(workflow_id)

    def remove_workflow(self, workflow_id: str) -> None:
        """Forget a workflow."""
        with self._engine.begin() as connection:
            connection.execute(delete(_WORKFLOW).where(_WORKFLOW.c.id == workflow_id))

    def _update(self, workflow_id: str, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(_WORKFLOW).where(_WORKFLOW.c.id == workflow_id), values)

    def _found(self, workflow_id: str) -> Kept:
        found = self.workflow(workflow_id)
        if found is None:
            raise LookupError(workflow_id)
        return found

    def credentials(self) -> Sequence[Credential]:
        """Give all credentials, newest first."""
        with self._engine.begin() as connection:
            rows = connection.execute(select(_CREDENTIAL).order_by(_CREDENTIAL.c.place.desc())).mappings().all()
        return [_credential(row) for row in rows]

    def credential(self, credential_id: str) -> Credential | None:
        """Find a credential."""
        row = self._credential_row(credential_id)
        return _credential(row) if row else None

    def secrets_of(self, credential_id: str) -> dict[str, Any] | None:
        """Give a credential's data, for nodes alone."""
        row = self._credential_row(credential_id)
        data: dict[str, Any] | None = json.loads(row["data"]) if row else None
        return data

    def keep_credential(
        self, name: str, type_name: str, data: Mapping[str, Any], credential_id: str | None = None
    ) -> Credential:
        """Keep a new credential, or another in place of the one with that id."""
        now, given = self._now(), credential_id or new_id(self._runtime)
        there = self.credential(given)
        values = {"name": name, "type": type_name, "data": _text(data), "updated_at": now}
        change = (
            update(_CREDENTIAL).where(_CREDENTIAL.c.id == given).values(values)
            if there
            else insert(_CREDENTIAL).values(values | {"id": given, "created_at": now})
        )
        with self._engine.begin() as connection:
            connection.execute(change)
        return Credential(given, name, type_name, there.created_at if there else now, now)

    def remove_credential(self, credential_id: str) -> None:
        """Forget a credential."""
        with self._engine.begin() as connection:
            connection.execute(delete(_CREDENTIAL).where(_CREDENTIAL.c.id == credential_id))

    def _credential_row(self, credential_id: str) -> RowMapping | None:
        with self._engine.begin() as connection:
            return connection.execute(select(_CREDENTIAL).where(_CREDENTIAL.c.id == credential_id)).mappings().first()

    def _now(self) -> float:
        return self._runtime.clock.now().timestamp()


def new_id(runtime: Runtime) -> str:
    """Make an id such as n8n gives: sixteen letters and digits."""
    return "".join(each for each in runtime.entropy.token(32) if each.isalnum())[:16]


def _text(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _kept(row: RowMapping) -> Kept:
    values = {name: row[name] for name in Kept.__slots__}
    return Kept(**values | {"document": json.loads(row["document"])})


def _credential(row: RowMapping) -> Credential:
    return Credential(**{name: row[name] for name in Credential.__slots__})
