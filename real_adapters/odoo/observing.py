"""What happened to a request inside a live Odoo, read from the addon's records (I02, I03, I08, I10).

Quotas are told only where nothing else of the user is under way: between two reads they may have changed. What kind an
outcome was is told as long as its body is kept, which is until it was worked off; after that, where the end tells.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from contracts.kit import states
from contracts.messages.submission import quota_of
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
    told: list[State] = [("I02", _created(request, quota))]
    if request["outbox_ids"]:
        told.append(("I03", {"webhook_id": request_id}))
    told += [("I08", _accepted(each, request)) for each in _of(rpc, "imageflow.inbox", request, ["webhook_id", "body"])]
    if request["status"] in states.ENDED:
        told.append(("I10", _ended(rpc, request, quota)))
    return told


def _read(rpc: Rpc, model: str, domain: list[Any], names: list[str], order: str = "id") -> list[Record]:
    found: list[Record] = rpc.call(model, "search_read", domain=domain, fields=names, order=order)
    return found


def _of(rpc: Rpc, model: str, request: Record, names: list[str], order: str = "id") -> list[Record]:
    return _read(rpc, model, [["request_id", "=", request["id"]]], names, order)


def _created(request: Record, quota: Record | None) -> Record:
    moment = datetime.fromisoformat(request["deadline"]).replace(tzinfo=UTC)
    facts = {"user": request["user_id"][0], "n": request["n"], "status": states.PENDING, "deadline": to_text(moment)}
    return facts | {"quota": None if request["status"] in states.ENDED else quota}


def _accepted(row: Record, request: Record) -> Record:
    kind = json.loads(row["body"])["type"] if row["body"] else None
    if kind is None and request["status"] == states.COMPLETED:
        kind = "image.generation.completed"
    return {"webhook_id": row["webhook_id"], "type": kind}


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
    """Give the numbers of the request's month; None while other requests of the user are under way.

    All are of one moment. None, too, when the request ended after it was read: they are no longer those it was read in.
    """
    mine = [["user_id", "=", request["user_id"][0]], ["period", "=", request["period"]]]
    slots = _read(rpc, "imageflow.quota.slot", mine, ["state", "request_id"])
    reserved = [each["request_id"][0] for each in slots if each["state"] == "reserved"]
    if reserved != [request["id"]] * (0 if request["status"] in states.ENDED else request["n"]):
        return None
    (month,) = _read(rpc, "imageflow.quota", mine, ["granted"])
    return quota_of(request["period"], month["granted"], len(slots) - len(reserved), len(reserved)).model_dump()
