"""The flow's own records, as the addon's models show them: over the tables that the stub works with."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Table, select

from contracts.kit import states
from contracts.problems import FailureCode
from stubs.odoo.orm.errors import UserError
from stubs.odoo.orm.fields import Char, Datetime, Integer, Json, Many2one, One2many, Selection, Text
from stubs.odoo.orm.model import Model, Rule
from stubs.odoo.tables import (
    GeneratedImage,
    IdempotencyKey,
    ImageRequest,
    InboxRow,
    OutboxRow,
    QuotaPeriod,
    StoredObject,
)

USER, MANAGER = "imageflow.group_user", "imageflow.group_manager"
OWN = (Rule(USER, lambda scope: [("user_id", "=", scope.uid)]), Rule(MANAGER, lambda _: [(1, "=", 1)]))

Show = Callable[[dict[str, Any]], Any]


def moment(name: str) -> Show:
    """Show a column of seconds since the epoch as a moment."""

    def show(row: dict[str, Any]) -> Any:
        seconds = row[name]
        return None if seconds is None else datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None)

    return show


def text(name: str) -> Show:
    """Show bytes as text."""
    return lambda row: None if row[name] is None else row[name].decode("utf-8", "replace")


def hexed(name: str) -> Show:
    """Show a digest."""
    return lambda row: row[name].hex()


class FlowModel(Model):
    """Records that only the flow makes and changes: by RPC they are read.

    Attributes:
        shows: fields that are not simply columns of their name, with what makes them of a row.
    """

    shows: ClassVar[dict[str, Show]] = {}

    def rows(self) -> dict[int, Any]:
        """Give the table's rows as the model's fields."""
        if self._name not in self.scope.memo:
            self.scope.memo[self._name] = {key: self._shown(row) for key, row in super().rows().items()}
        found: dict[int, Any] = self.scope.memo[self._name]
        return found

    def _shown(self, row: dict[str, Any]) -> dict[str, Any]:
        unset = dict.fromkeys(name for name, field in self.fields.items() if field.column)
        return unset | row | {name: show(row) for name, show in self._all_shows().items()}

    def _all_shows(self) -> dict[str, Show]:
        return self.shows

    def _request_of(self, row: dict[str, Any]) -> int | None:
        """Give the number of the request that a row names by its uuid."""
        if "requests" not in self.scope.memo:
            table = ImageRequest.__table__
            pairs = self.scope.unit.connection.execute(select(table.c.request_id, table.c.id)).all()
            self.scope.memo["requests"] = dict(pairs)
        found: int | None = self.scope.memo["requests"].get(row["request_id"])
        return found


def _table(mapped: Any) -> Table:
    table: Table = mapped.__table__
    return table


class AiImageGenerationRequest(FlowModel):
    """A user's wish for images."""

    _name = "ai.image.generation.request"
    _description = "AI image request"
    _rec_name = "request_id"
    _order = "submitted_at desc, id desc"
    _looks_first = True
    _access = {USER: "r", MANAGER: "rd"}
    _rules = OWN
    table = _table(ImageRequest)
    shows: ClassVar[dict[str, Show]] = {"submitted_at": moment("created_at"), "deadline": moment("deadline")}
    request_id = Char("Request", required=True, readonly=True, copy=False)
    user_id = Many2one("res.users", "User", required=True, readonly=True, ondelete="restrict")
    prompt = Text("Prompt", required=True, readonly=True)
    n = Integer("Images asked for", required=True, readonly=True)
    parameters = Json("Parameters", readonly=True)
    status = Selection(
        [(each, each.capitalize()) for each in (states.PENDING, states.PROCESSING, states.COMPLETED, states.FAILED)],
        "Status",
        required=True,
        readonly=True,
        default=states.PENDING,
    )
    period = Char("Quota period", required=True, readonly=True, help="The month whose quota it counts in.")
    submitted_at = Datetime("Submitted At", required=True, readonly=True)
    deadline = Datetime("Deadline", required=True, readonly=True)
    failure_code = Selection(
        [(code.value, code.value.replace("_", " ").capitalize()) for code in FailureCode], "Failure Code", readonly=True
    )
    failure_message = Char("Failure Message", readonly=True)
    ignored_parameters = Json("Ignored Parameters", readonly=True, help="What the provider could not heed.")
    image_ids = One2many("generated.image", "request_id", "Images", readonly=True)
    outbox_ids = One2many("imageflow.outbox", "request_id", "Dispatch", readonly=True)
    inbox_ids = One2many("imageflow.inbox", "request_id", "Outcomes", readonly=True)

    def _before_removal(self) -> None:
        if any(self.get(key, "status") not in states.ENDED for key in self.ids):
            raise UserError("Wait until the request has ended, then delete it.")


class GeneratedImageModel(FlowModel):
    """A picture in file storage."""

    _name = "generated.image"
    _description = "AI image"
    _rec_name = "image_id"
    _order = "request_id desc, position"
    _access = {USER: "r"}
    _rules = OWN
    table = _table(GeneratedImage)
    image_id = Char("Image", required=True, readonly=True, copy=False)
    request_id = Many2one("ai.image.generation.request", "Request", required=True, readonly=True, ondelete="cascade")
    user_id = Many2one("res.users", "User", origin="request_id.user_id", store=True)
    position = Integer("Position", required=True, readonly=True, help="From 0, in the order of the outcome.")
    key = Char("Key in storage", required=True, readonly=True)
    sha256 = Char("SHA-256", required=True, readonly=True)
    media_type = Char("Media Type", required=True, readonly=True)
    width = Integer("Width", required=True, readonly=True)
    height = Integer("Height", required=True, readonly=True)
    size = Integer("Bytes", required=True, readonly=True)

    def _all_shows(self) -> dict[str, Show]:
        return {"request_id": self._request_of}


class ImageflowQuota(FlowModel):
    """A user's images in a calendar month."""

    _name = "imageflow.quota"
    _description = "AI image quota"
    _order = "period desc, user_id"
    _access = {USER: "r", MANAGER: "ru"}
    _rules = OWN
    table = _table(QuotaPeriod)
    user_id = Many2one("res.users", "User", required=True, readonly=True, ondelete="cascade")
    period = Char("Month", required=True, readonly=True)
    granted = Integer("Granted", required=True)
    used = Integer("Used", readonly=True)
    reserved = Integer("Reserved", readonly=True)
    remaining = Integer("Remaining", compute="_compute_remaining")

    def _compute_remaining(self) -> dict[int, Any]:
        rows = self.rows()
        return {key: max(0, rows[key]["granted"] - rows[key]["used"] - rows[key]["reserved"]) for key in self.ids}

    def _compute_display_name(self) -> dict[int, Any]:
        users = self.scope.as_superuser()["res.users"]
        return {
            key: f"{users.get(self.rows()[key]['user_id'], 'name')} {self.rows()[key]['period']}" for key in self.ids
        }

    def _check(self, names: frozenset[str]) -> None:
        self.scope.memo.pop(self._name, None)
        if "granted" in names and any(self.rows()[key]["granted"] < 0 for key in self.ids):
            raise UserError("Grant no fewer than 0 images.")


class ImageflowOutbox(FlowModel):
    """A request handed over for dispatch."""

    _name = "imageflow.outbox"
    _description = "Dispatch to n8n"
    _rec_name = "request_id"
    _order = "id desc"
    _access = {MANAGER: "r"}
    table = _table(OutboxRow)
    request_id = Many2one("ai.image.generation.request", "Request", required=True, readonly=True, ondelete="cascade")
    body = Text("Body", required=True, readonly=True)
    state = Selection(
        [("waiting", "Waiting"), ("delivered", "Delivered"), ("gone", "Too late"), ("refused", "Refused")],
        "State",
        required=True,
        readonly=True,
        default="waiting",
    )
    attempts = Integer("Attempts", readonly=True)
    due_at = Datetime("Due At", required=True, readonly=True)
    note = Char("Note", readonly=True)

    def _all_shows(self) -> dict[str, Show]:
        return {"request_id": self._request_of, "body": text("body"), "due_at": moment("due_at")}


class ImageflowInbox(FlowModel):
    """An accepted outcome."""

    _name = "imageflow.inbox"
    _description = "Outcome from n8n"
    _rec_name = "webhook_id"
    _order = "id desc"
    _access = {MANAGER: "r"}
    table = _table(InboxRow)
    webhook_id = Char("Webhook", required=True, readonly=True)
    request_id = Many2one("ai.image.generation.request", "Request", required=True, readonly=True, ondelete="cascade")
    body_digest = Char("Body Digest", required=True, readonly=True)
    body = Text("Body", readonly=True)
    state = Selection([("waiting", "Waiting"), ("done", "Done")], "State", required=True, readonly=True)
    attempts = Integer("Attempts", readonly=True)
    accepted_at = Datetime("Accepted At", required=True, readonly=True)
    due_at = Datetime("Due At", required=True, readonly=True)
    note = Char("Note", readonly=True)

    def _all_shows(self) -> dict[str, Show]:
        moments = {name: moment(name) for name in ("accepted_at", "due_at")}
        return {"request_id": self._request_of, "body": text("body"), "body_digest": hexed("body_digest")} | moments


class ImageflowObject(FlowModel):
    """What may lie in file storage."""

    _name = "imageflow.object"
    _description = "Object in file storage"
    _rec_name = "key"
    _order = "id desc"
    _access = {MANAGER: "r"}
    table = _table(StoredObject)
    key = Char("Key", required=True, readonly=True)
    request_id = Many2one("ai.image.generation.request", "Request", readonly=True, ondelete="set null")
    state = Selection(
        [("planned", "To be put"), ("kept", "Kept"), ("doomed", "To be removed")], "State", required=True, readonly=True
    )
    attempts = Integer("Attempts", readonly=True)
    due_at = Datetime("Due At", required=True, readonly=True)

    def _all_shows(self) -> dict[str, Show]:
        return {"request_id": self._request_of, "due_at": moment("due_at")}


class ImageflowIdempotency(FlowModel):
    """The first answer to a submission."""

    _name = "imageflow.idempotency"
    _description = "Idempotency key"
    _rec_name = "key"
    _access = {MANAGER: "r"}
    table = _table(IdempotencyKey)
    user_id = Many2one("res.users", "User", required=True, readonly=True, ondelete="cascade")
    key = Char("Key", required=True, readonly=True)
    body_digest = Char("Body Digest", required=True, readonly=True)
    answer = Text("Answer", readonly=True)

    def _all_shows(self) -> dict[str, Show]:
        return {"body_digest": hexed("body_digest"), "answer": text("answer")}
