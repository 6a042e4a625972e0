"""A prediction as the API shows it."""

from datetime import UTC, datetime
from typing import Any

from stubs.ai.dialects.replicate.predictions import ENDED, Prediction
from stubs.ai.links import Links
from stubs.ai.studio import SPOILED_LINK


def view_of(each: Prediction, now: float, links: Links, *, status: str | None = None) -> dict[str, Any]:
    """Give the document at a moment; `status` says another state than the moment's own."""
    status = status or each.status_at(now)
    ended = status in ENDED
    started = each.starts if status != "starting" and each.starts <= now else None
    metrics = {"predict_time": round(each.ends - each.starts, 6)} if status == "succeeded" else {}
    return {
        "id": each.id,
        "model": each.model,
        "version": each.version,
        "input": each.input,
        "logs": "",
        "output": _output(each, links) if status == "succeeded" else None,
        "data_removed": False,
        "error": each.error if status == "failed" else None,
        "source": "api",
        "status": status,
        "created_at": moment(each.created),
        "started_at": None if started is None else moment(started),
        "completed_at": moment(each.over) if ended else None,
        "urls": {
            "cancel": f"{each.base}/v1/predictions/{each.id}/cancel",
            "get": f"{each.base}/v1/predictions/{each.id}",
            "web": f"https://replicate.com/p/{each.id}",
        },
        "metrics": metrics,
    }


def moment(seconds: float) -> str:
    """Give a moment as the API writes it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _output(each: Prediction, links: Links) -> list[str]:
    if each.spoiled:
        return [each.base + SPOILED_LINK for _ in each.pictures]
    since = 0.0 if "expired" in each.wrong else each.ends
    return [each.base + links.path_to(picture, since=since) for picture in each.painted()]
