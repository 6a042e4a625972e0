"""What happened to a request inside a live Odoo, read from the addon's records (I02, I03, I08, I10).

Quotas are told only where nothing else of the user is under way: between two reads they may have changed.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from contracts.ports.odoo import State
from contracts.timestamps import to_text
from real_adapters.odoo.api import Rpc

Record = Mapping[str, Any]
REQUEST = ["id", "user_id", "n", "status", "deadline", "period", "failure_code", "outbox_ids"]
IMAGE = ["image_id", "key", "sha256", "width", "height", "media_type"]


def states_of(rpc: Rpc, request_id: str) -> Sequence[State]:
    """Give what has happened so far, in order; nothing when there is no such request. Raises `CouldNotCheck`."""
    found = _read(rpc, "ai.image.generation.request", [["request_id", "=", request_id]], REQUEST)
    if not found:
        return ()
    (request,) = found
    quota = _quota(rpc, request)
    states: list[State] = [("I02", _created(request, quota))]
    if request["outbox_ids"]:
        states.append(("I03", {"webhook_id": request_id}))
    states += [
        ("I08", _accepted(each)) for each in _of(rpc, "imageflow.inbox", request, ["webhook_id", "message_type"])
    ]
    if request["status"] in {"completed", "failed"}:
        states.append(("I10", _ended(rpc, request, quota)))
    return states


def _read(rpc: Rpc, model: str, domain: list[Any], names: list[str], order: str = "id") -> list[Record]:
    found: list[Record] = rpc.call(model, "search_read", domain=domain, fields=names, order=order)
    return found


def _of(rpc: Rpc, model: str, request: Record, names: list[str], order: str = "id") -> list[Record]:
    return _read(rpc, model, [["request_id", "=", request["id"]]], names, order)


def _created(request: Record, quota: Record | None) -> Record:
    moment = datetime.fromisoformat(request["deadline"]).replace(tzinfo=UTC)
    facts = {"user": request["user_id"][0], "n": request["n"], "status": "pending", "deadline": to_text(moment)}
    open_still = request["status"] in {"pending", "processing"}
    return facts | {"quota": quota if open_still else None}


def _accepted(row: Record) -> Record:
    return {"webhook_id": row["webhook_id"], "type": row["message_type"]}


def _ended(rpc: Rpc, request: Record, quota: Record | None) -> Record:
    images = [
        {"id": each["image_id"], **{name: each[name] for name in IMAGE[1:]}}
        for each in _of(rpc, "generated.image", request, IMAGE, "position")
    ]
    return {
        "status": request["status"],
        "failure_code": request["failure_code"] or None,
        "images": images,
        "quota": quota,
        "user": request["user_id"][0],
    }


def _quota(rpc: Rpc, request: Record) -> Record | None:
    """Give the numbers of the request's month; None while other requests of the user are under way."""
    mine = [["user_id", "=", request["user_id"][0]], ["period", "=", request["period"]]]
    slots = _read(rpc, "imageflow.quota.slot", mine, ["used", "request_id"])
    reserved = [each for each in slots if not each["used"]]
    if any(each["request_id"][0] != request["id"] for each in reserved):
        return None
    own = _read(rpc, "imageflow.quota", mine, ["granted"])
    granted = own[0]["granted"] if own else int(rpc.call("ir.config_parameter", "get_param", key="imageflow.quota"))
    used = len(slots) - len(reserved)
    return {
        "limit": granted,
        "used": used,
        "reserved": len(reserved),
        "remaining": max(0, granted - len(slots)),
        "resets_at": to_text(_end_of(request["period"])),
    }


def _end_of(period: str) -> datetime:
    year, month = (int(part) for part in period.split("-"))
    return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
