"""What an administrator has set (`ir.config_parameter`, on the settings page too)."""

import logging
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..contracts.kit.download import DownloadPolicy
from ..contracts.kit.signing import BadSecret, check_secret

_logger = logging.getLogger(__name__)

PREFIX = "imageflow."
CALLBACK = "/imageflow/v1/callback"
SUBMISSION_CAP = 1024 * 1024
"""Bytes of a submission's body."""
LARGEST = 2_000_000_000
"""Of any number: so many seconds or bytes nobody waits for or keeps, and more no column holds."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where an S3 service keeps the images."""

    endpoint: str
    region: str
    name: str
    access_key: str
    secret_key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """Addresses, secrets and limits.

    Attributes:
        webhook_url: where requests are posted (n8n's production webhook); empty until it is set.
        callback_url: where n8n is told to post the outcome; this Odoo's own address unless set.
        webhook_secrets: signing secrets, newest first: signs with all, accepts any.
        quota: images a user may have in a calendar month.
        deadline_seconds: how long a request may take until its outcome is accepted.
        storing_seconds: how long fetching and storing may take after that.
        dispatch_timeout: seconds to wait for n8n's answer.
        callback_cap: bytes of a callback's body.
        download: which links are fetched, and how much of them.
        bucket: where images are kept; None for Odoo's own filestore.
    """

    webhook_url: str
    callback_url: str
    webhook_secrets: tuple = field(repr=False)
    quota: int
    deadline_seconds: float
    storing_seconds: float
    dispatch_timeout: float
    callback_cap: int
    download: DownloadPolicy
    bucket: Bucket | None

    @property
    def image_bytes(self):
        """Bytes of one image that a link leads to."""
        return self.download.max_bytes


def read(env):
    """Read the settings; a number that is none, or beyond all sense, stands for its default.

    They are read from their rows: Odoo's cache of parameters may go on giving a value that another request has changed.
    """
    parameters = env["ir.config_parameter"].sudo()  # sudo: whoever uses the flow is bound by its settings
    rows = parameters.search_fetch([("key", "=like", PREFIX + "%")], ["key", "value"])
    values = {row.key: row.value for row in rows}

    def text(name):
        return (values.get(PREFIX + name) or "").strip()

    def number(name, default):
        try:
            value = type(default)(text(name))
        except ValueError:
            return default
        return value if 0 <= value <= LARGEST else default

    return Settings(
        webhook_url=text("webhook_url"),
        callback_url=text("callback_url") or parameters.get_param("web.base.url", "") + CALLBACK,
        webhook_secrets=tuple(_secrets(text("webhook_secrets"))),
        quota=number("quota", 50),
        deadline_seconds=number("deadline_seconds", 900.0),
        storing_seconds=number("storing_seconds", 900.0),
        dispatch_timeout=number("dispatch_timeout", 15.0),
        callback_cap=number("callback_cap", 32 * 1024 * 1024),
        download=DownloadPolicy(_hosts(text("allowed_hosts")), max_bytes=number("image_bytes", 32 * 1024 * 1024)),
        bucket=_bucket(text) if text("storage_backend") == "s3" else None,
    )


def is_address(url):
    """Tell whether a URL leads anywhere over HTTP."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _bucket(text):
    return Bucket(
        text("s3_endpoint"),
        text("s3_region") or "us-east-1",
        text("s3_bucket"),
        text("s3_access_key"),
        text("s3_secret_key"),
    )


def _secrets(text):
    """Take the secrets that can sign: one that is misspelled must not stop those beside it."""
    for each in text.split():
        try:
            yield check_secret(each)
        except BadSecret as error:
            _logger.warning("imageflow.webhook_secrets: %s", error)


def _hosts(text):
    """Take the origins that are some: one that is misspelled must not stop the flow."""
    hosts = set()
    for entry in text.replace(",", " ").split():
        try:
            hosts |= DownloadPolicy(frozenset({entry})).allowed_hosts
        except ValueError as error:
            _logger.warning("imageflow.allowed_hosts: %s", error)
    return frozenset(hosts)
