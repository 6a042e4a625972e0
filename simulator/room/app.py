"""The room's addresses: what the page reads, and what it asks to be done."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from contracts.problems import Problem, ProblemCode
from simulator.reports.journal_lines import JournalError, from_lines, to_lines
from simulator.reports.panels import panel_of
from simulator.room import fields, replay
from simulator.room.actions import do
from simulator.room.control import Control
from simulator.room.pages import assets, entry_fragment, room_page
from simulator.room.problems import on_http, on_problem

ACTION_CAP = 64 * 1024
JOURNAL_CAP = 64 * 1024 * 1024
LINES_A_CHUNK = 200
JSON, LINES = "application/json", "application/x-ndjson"
SHOWN_IMAGES = frozenset({"image/png", "image/jpeg", "image/webp"})


class RoomApp:
    """Serves one room."""

    def __init__(self, control: Control, portal: str) -> None:
        """Serve a control; `portal` is where the portal's page is."""
        self._control, self._portal = control, portal

    def application(self) -> Starlette:
        """Give the application."""
        return Starlette(
            routes=[
                Route("/", self.page),
                Route("/static/{name}", self.static),
                Route("/events", self.events),
                Route("/entries/{seq:int}", self.entry),
                Route("/images/{request_id:uuid}/{place:int}", self.image),
                Route("/journal.jsonl", self.journal),
                Route("/do/replay", self.replay, methods=["POST"]),
                Route("/do/{action}", self.act, methods=["POST"]),
            ],
            exception_handlers={Problem: on_problem, HTTPException: on_http},
        )

    async def page(self, _request: Request) -> Response:
        """Give the page."""
        return HTMLResponse(room_page(self._portal))

    async def static(self, request: Request) -> Response:
        """Give a file of the page."""
        found = assets().get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        data, media_type, tag = found
        headers = {"etag": tag, "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=media_type, headers=headers)

    async def events(self, request: Request) -> Response:
        """Tell what happens, for as long as the reader stays."""
        told = self._control.feed.stream(request.headers.get("last-event-id"))
        return StreamingResponse(told, media_type="text/event-stream")

    async def entry(self, request: Request) -> Response:
        """Give what stands behind an arrow."""
        view = self._control.view
        found = view.entries.get(request.path_params["seq"])
        if found is None:
            raise Problem(ProblemCode.NOT_FOUND, "This entry is not kept any more: look at a newer one.")
        return HTMLResponse(entry_fragment(panel_of(found, view.asked(found))))

    async def image(self, request: Request) -> Response:
        """Give an image of a request, as its owner sees it."""
        asked = str(request.path_params["request_id"]), request.path_params["place"]
        found = await self._control.onlooker.picture(*asked) if self._control.view.source == "live" else None
        media_type = (found.header("content-type") or "") if found else ""
        if found is None or media_type not in SHOWN_IMAGES:
            raise Problem(ProblemCode.NOT_FOUND, "This image can't be had: Odoo is stopped, or does not know it.")
        return Response(found.body, media_type=media_type, headers={"cache-control": "private, max-age=3600"})

    async def journal(self, _request: Request) -> Response:
        """Give the journal that is shown as a download, which `replay` takes."""
        headers = {"content-disposition": 'attachment; filename="journal.jsonl"'}
        return StreamingResponse(self._lines(), media_type=LINES, headers=headers)

    async def _lines(self) -> AsyncIterator[bytes]:
        entries = list(self._control.view.entries.values())
        for start in range(0, len(entries), LINES_A_CHUNK):
            yield to_lines(entries[start : start + LINES_A_CHUNK]).encode("utf-8", "backslashreplace")
            await asyncio.sleep(0)  # a long journal must not hold up the run

    async def act(self, request: Request) -> Response:
        """Do something."""
        _expect(request, JSON)
        await do(self._control, request.path_params["action"], _object(await _body(request, ACTION_CAP)))
        return Response(status_code=204)

    async def replay(self, request: Request) -> Response:
        """Play a journal that was saved."""
        _expect(request, LINES)
        data = await _body(request, JOURNAL_CAP)
        try:
            evidence = await asyncio.to_thread(from_lines, data, "the file")
            replay.check(evidence)
        except (JournalError, replay.StrangeJournal) as error:
            raise fields.bad(str(error)) from None
        self._control.replay(evidence)
        return Response(status_code=204)


def _expect(request: Request, media_type: str) -> None:
    """A form of another site can send neither of the types that are taken."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != media_type:
        detail = f"Send the body with Content-Type: {media_type}."
        raise Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail, title="Another media type is needed")


async def _body(request: Request, cap: int) -> bytes:
    chunks = bytearray()
    async for chunk in request.stream():
        chunks += chunk
        if len(chunks) > cap:
            raise Problem(ProblemCode.TOO_LARGE, f"The body is larger than {cap} bytes: send less.")
    return bytes(chunks)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise fields.bad("The body is no JSON: send one object.") from None
    if not isinstance(value, dict):
        raise fields.bad("The body is no JSON object: send one.")
    return value
