"""An Odoo whose RPC a test plays: it keeps parameters and records, and notes what it is asked."""

from collections.abc import Callable
from typing import Any

from contracts.ports.system import CouldNotCheck
from real_adapters.odoo.provisioning import PARAMETERS


class Played:
    """Answers as `real_adapters.odoo.api.Rpc` does."""

    def __init__(self, parameters: dict[str, str] | None = None, records: dict[str, list[Any]] | None = None) -> None:
        """Hold parameters, and the records of each model."""
        self.address, self.database = "http://odoo.test", "flow"
        self.parameters, self.records = dict(parameters or {}), records or {}
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.before: Callable[[str, str], None] = lambda _model, _method: None
        self.fails_at: int | None = None

    def call(self, model: str, method: str, ids: list[int] | None = None, **named: Any) -> Any:
        """Note the call and answer it; the one numbered `fails_at` finds nobody there."""
        self.before(model, method)
        self.asked.append((model, method, named if ids is None else {"ids": ids, **named}))
        if len(self.asked) == self.fails_at:
            raise CouldNotCheck("Odoo does not answer.")
        return getattr(self, f"_{method}")(model, self.asked[-1][2])

    def close(self) -> None:
        """Nothing is open."""

    def _set_param(self, _model: str, named: dict[str, Any]) -> bool:
        self.parameters[named["key"]] = named["value"]
        return True

    def _search_count(self, model: str, _named: dict[str, Any]) -> int:
        return len(self.records.get(model, []))

    def _search_read(self, model: str, named: dict[str, Any]) -> list[dict[str, Any]]:
        if model == PARAMETERS:
            ((_, _, keys),) = named["domain"]
            return [{"id": key, "key": key, "value": self.parameters[key]} for key in keys if key in self.parameters]
        return [{name: each[name] for name in ["id", *named["fields"]]} for each in self.records.get(model, [])]

    def _search(self, model: str, _named: dict[str, Any]) -> list[int]:
        return [each["id"] for each in self.records[model]]

    def _create(self, model: str, named: dict[str, Any]) -> list[int]:
        if model == PARAMETERS:
            self.parameters |= {each["key"]: each["value"] for each in named["vals_list"]}
            return []
        self.records.setdefault(model, []).extend(named["vals_list"])
        return [len(self.records[model])]

    def _write(self, _model: str, _named: dict[str, Any]) -> bool:
        return True

    def _run(self, _model: str, _named: dict[str, Any]) -> dict[str, Any]:
        return {"id": 7, "key": "key"}

    def _unlink(self, model: str, named: dict[str, Any]) -> bool:
        if model == PARAMETERS:
            for key in named["ids"]:
                del self.parameters[key]
        else:
            self.records[model].clear()
        return True
