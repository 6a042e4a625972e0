"""The stub's records of the flow. Times are seconds since the epoch, in UTC.

Each has Odoo's own whole number as `id`, by which its models know it; the flow itself goes by uuids and keys.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables of the Odoo stub."""

    type_annotation_map = {dict[str, Any]: JSON, list[str]: JSON, bytes: LargeBinary}  # noqa: RUF012 - as documented


class User(Base):
    """A person who may sign in; `internal` users see the back office, portal users only what is theirs."""

    __tablename__ = "res_users"
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    internal: Mapped[bool]
    salt: Mapped[str]
    password_digest: Mapped[bytes]
    api_key_digest: Mapped[bytes | None] = mapped_column(unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    partner_id: Mapped[int | None]
    company_id: Mapped[int | None]
    create_uid: Mapped[int | None]
    create_date: Mapped[datetime | None]
    write_uid: Mapped[int | None]
    write_date: Mapped[datetime | None]
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as documented


class Session(Base):
    """A signed-in browser, by the digest of its cookie."""

    __tablename__ = "session"
    digest: Mapped[bytes] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    expires_at: Mapped[float]


class QuotaPeriod(Base):
    """What a user may have and has had in a calendar month (`2026-11`), in images."""

    __tablename__ = "imageflow_quota"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    period: Mapped[str]
    granted: Mapped[int]
    used: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int] = mapped_column(default=0)
    __table_args__ = (UniqueConstraint("user_id", "period", name="one_quota_a_month"),)


class ImageRequest(Base):
    """`ai.image.generation.request` (I02)."""

    __tablename__ = "ai_image_generation_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    period: Mapped[str]
    prompt: Mapped[str]
    n: Mapped[int]
    parameters: Mapped[dict[str, Any]]
    status: Mapped[str]
    created_at: Mapped[float]
    deadline: Mapped[float]
    failure_code: Mapped[str | None]
    failure_message: Mapped[str | None]
    ignored_parameters: Mapped[list[str]] = mapped_column(default=list)
    __table_args__ = (
        Index("request_of_user", "user_id", "created_at"),
        Index("request_by_deadline", "status", "deadline"),
    )


class IdempotencyKey(Base):
    """The first answer to a submit, replayed for the same key and body."""

    __tablename__ = "imageflow_idempotency"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    key: Mapped[str]
    body_digest: Mapped[bytes]
    answer: Mapped[bytes]
    __table_args__ = (UniqueConstraint("user_id", "key", name="one_submission_a_key"),)


class OutboxRow(Base):
    """I03: a request handed over for dispatch; `waiting` until n8n accepted it or it is pointless."""

    __tablename__ = "imageflow_outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[str] = mapped_column(ForeignKey(ImageRequest.request_id), unique=True)
    body: Mapped[bytes]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[float]
    note: Mapped[str | None]
    __table_args__ = (Index("outbox_due", "state", "due_at"),)


class InboxRow(Base):
    """I08: an accepted outcome, one at most a request; its id is kept for good, its body until it was handled."""

    __tablename__ = "imageflow_inbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[str] = mapped_column(unique=True)
    request_id: Mapped[str] = mapped_column(ForeignKey(ImageRequest.request_id))
    body_digest: Mapped[bytes]
    body: Mapped[bytes | None]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    accepted_at: Mapped[float]
    due_at: Mapped[float]
    note: Mapped[str | None]
    __table_args__ = (UniqueConstraint("request_id", name="one_outcome"), Index("inbox_due", "state", "due_at"))


class StoredObject(Base):
    """What may lie in file storage: noted before it is put, so that no object is ever without a record."""

    __tablename__ = "imageflow_object"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    request_id: Mapped[str] = mapped_column(ForeignKey(ImageRequest.request_id))
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[float]
    __table_args__ = (Index("object_due", "state", "due_at"),)


class GeneratedImage(Base):
    """`generated.image` (I10): a picture in file storage, byte for byte as the AI service sent it."""

    __tablename__ = "generated_image"
    id: Mapped[int] = mapped_column(primary_key=True)
    image_id: Mapped[str] = mapped_column(unique=True)
    request_id: Mapped[str] = mapped_column(ForeignKey(ImageRequest.request_id))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(ForeignKey(StoredObject.key))
    sha256: Mapped[str]
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    __table_args__ = (UniqueConstraint("request_id", "position", name="one_image_a_position"),)
