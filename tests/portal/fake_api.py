"""The flow's JSON API, played by hand: a test says what it tells, and sees what the page sent."""

import io
import json
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from fastapi import FastAPI
from PIL import Image
from starlette.requests import Request
from starlette.responses import Response

from contracts.messages.submission import Quota, Receipt, RequestList, RequestView
from contracts.problems import Problem, ProblemCode
from contracts.runtime import Clock, Entropy
from contracts.timestamps import to_text
from stubs.odoo import responses
from stubs.odoo.access import by_session
from stubs.odoo.accounts import Accounts
from stubs.serving.bodies import read_body
from stubs.serving.routes import add_route

LIMIT = 50
COLOURS = ("#e07a5f", "#3d5a80", "#81b29a", "#f2cc8f", "#6d597a", "#b56576", "#355070", "#2a9d8f")


@dataclass
class FakeApi:
    """What the API tells (`views`, `refusals`) and what it was sent (`posted`: key and body)."""

    accounts: Accounts
    clock: Clock
    entropy: Entropy
    views: list[dict[str, Any]] = field(default_factory=list)
    refusals: deque[Problem] = field(default_factory=deque)
    posted: list[tuple[str | None, dict[str, Any]]] = field(default_factory=list)
    polled: list[int] = field(default_factory=list)
    used: int = 12
    _receipts: dict[str, bytes] = field(default_factory=dict)
    _pictures: dict[str, bytes] = field(default_factory=dict)

    def add(self, status: str, prompt: str = "A red fox in the snow", minutes_ago: float = 0, **more: Any) -> str:
        """Put a request into the list, newest first."""
        created = self.clock.now() - timedelta(minutes=minutes_ago)
        view = {
            "id": self.entropy.uuid(),
            "status": status,
            "prompt": prompt,
            "created_at": to_text(created),
            "deadline": to_text(created + timedelta(minutes=15)),
            "images": [],
            "failure_code": None,
            "ignored_parameters": [],
        }
        self.views.insert(0, view | more)
        self.views.sort(key=lambda each: str(each["created_at"]), reverse=True)
        return str(view["id"])

    def move(self, request_id: str, status: str, **more: Any) -> None:
        """Let a request move on."""
        self._view(request_id).update(status=status, **more)

    def picture(self, width: int = 1024, height: int = 1024, media_type: str = "image/png") -> dict[str, Any]:
        """Make an image of one colour that the API serves."""
        image_id = self.entropy.uuid()
        buffer = io.BytesIO()
        tone = COLOURS[len(self._pictures) % len(COLOURS)]
        Image.new("RGB", (width, height), tone).save(buffer, media_type.split("/")[1])
        self._pictures[image_id] = buffer.getvalue()
        url = f"/imageflow/v1/images/{image_id}"
        return {
            "id": image_id,
            "url": url,
            "width": width,
            "height": height,
            "media_type": media_type,
            "sha256": "0" * 64,
        }

    def complete(self, request_id: str, *sizes: tuple[int, int]) -> None:
        """Let a request end well, with images of these sizes."""
        self.move(request_id, "completed", images=[self.picture(*size) for size in sizes or ((1024, 1024),)])

    def add_to(self, app: FastAPI) -> None:
        """Serve the API."""
        app.add_exception_handler(Problem, responses.problem)
        add_route(app, "POST", "/imageflow/v1/requests", self.submit, summary="I01")
        add_route(app, "GET", "/imageflow/v1/requests", self.show_all, summary="List")
        add_route(app, "GET", "/imageflow/v1/requests/{request_id}", self.show, summary="Show")
        add_route(app, "GET", "/imageflow/v1/quota", self.show_quota, summary="Quota")
        add_route(app, "GET", "/imageflow/v1/images/{image_id}", self.show_image, summary="I11")

    async def submit(self, request: Request) -> Response:
        self._check(request)
        body = json.loads(await read_body(request, 100_000))
        key = request.headers.get("idempotency-key")
        self.posted.append((key, body))
        if self.refusals:
            raise self.refusals.popleft()
        if key not in self._receipts:
            self._receipts[str(key)] = self._receipt(self.add("pending", body["prompt"].strip()))
        return responses.message(201, self._receipts[str(key)])

    def _receipt(self, request_id: str) -> bytes:
        names = ("id", "status", "created_at", "deadline")
        told = {name: self._view(request_id)[name] for name in names}
        return Receipt.model_validate(told | {"quota": self._quota()}).wire()

    async def show_all(self, request: Request) -> Response:
        self._check(request)
        return responses.tagged(request, RequestList(requests=[self._shown(view) for view in self.views]))

    async def show(self, request: Request) -> Response:
        self._check(request)
        answer = responses.tagged(request, self._shown(self._view(request.path_params["request_id"])))
        self.polled.append(answer.status_code)
        return answer

    async def show_quota(self, request: Request) -> Response:
        self._check(request)
        return responses.tagged(request, Quota.model_validate(self._quota()))

    async def show_image(self, request: Request) -> Response:
        self._check(request)
        data = self._pictures[request.path_params["image_id"]]
        return Response(data, 200, responses.CLOSED | {"content-type": "image/png"})

    def _check(self, request: Request) -> None:
        if by_session(request, self.accounts) is None:
            raise Problem(ProblemCode.UNAUTHENTICATED, "Sign in.")

    def _view(self, request_id: str) -> dict[str, Any]:
        return next(view for view in self.views if view["id"] == request_id)

    def _shown(self, view: dict[str, Any]) -> RequestView:
        return RequestView.model_validate_json(json.dumps(view | {"quota": self._quota()}))

    def _quota(self) -> dict[str, Any]:
        reserved = sum(view["status"] in {"pending", "processing"} for view in self.views)
        left = max(0, LIMIT - self.used - reserved)
        resets = "2026-12-01T00:00:00.000Z"
        return {"limit": LIMIT, "used": self.used, "reserved": reserved, "remaining": left, "resets_at": resets}
