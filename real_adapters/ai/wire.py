"""One exchange with a live AI service: bounded in time and size, no redirect, no proxy, its key in no message."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, NewConnectionError

from contracts import correlation
from contracts.ports.ai import Charged, GenerationFailed, ImageJob

CONNECT_SECONDS = 10
LARGEST_ANSWER = 128 * 1024 * 1024
CHUNK = 256 * 1024
REQUEST_ID = ("x-request-id", "x-amzn-requestid", "cf-ray")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: status, headers and body, and the host that gave it."""

    host: str
    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)

    def header(self, name: str) -> str | None:
        """Give a header, whatever its case; None when there is none."""
        return self.headers.get(name.lower())

    @property
    def request_id(self) -> str | None:
        """Give what the provider's support asks for."""
        return next((self.headers[name] for name in REQUEST_ID if name in self.headers), None)

    def document(self) -> dict[str, Any]:
        """Give the JSON object of the body; an empty one when it is none."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


@dataclass
class Wire:
    """The way to one service.

    Attributes:
        address: its base address.
        headers: that prove who asks, on every request.
        seconds: that an answer may take.
    """

    address: str
    headers: dict[str, str] = field(repr=False)
    seconds: float = 300.0

    def send(self, method: str, path: str, *, job: ImageJob | None = None, **body: Any) -> Answer:
        """Exchange one request.

        Args:
            method: in capitals.
            path: under the address.
            job: that it is about, for the correlation headers.
            body: `json`, `data`, `files`, `headers` or `params`, as `requests` takes them.

        Raises:
            GenerationFailed: there is no answer; whether it was charged depends on whether anything was sent.
        """
        headers = self.headers | body.pop("headers", {})
        if job is not None and job.request_id:
            headers |= dict(correlation.headers_of(job.request_id))
        with requests.Session() as session:
            session.trust_env = False  # neither proxies nor .netrc: what is asked goes where it says
            try:
                with session.request(
                    method,
                    self.address + path,
                    headers=headers,
                    timeout=(CONNECT_SECONDS, self.seconds),
                    allow_redirects=False,
                    stream=True,
                    **body,
                ) as answer:
                    return self._read(answer)
            except (requests.RequestException, HTTPError) as error:
                raise self._failure(error) from None

    @property
    def host(self) -> str:
        """Give the host, as messages name it."""
        return urlsplit(self.address).netloc

    def _read(self, answer: requests.Response) -> Answer:
        pieces, size = [], 0
        for piece in answer.iter_content(CHUNK):
            size += len(piece)
            if size > LARGEST_ANSWER:
                text = f"{self.host} sends more than {LARGEST_ANSWER} bytes: ask for fewer or smaller images."
                raise GenerationFailed("protocol", text, charged="yes", status=answer.status_code)
            pieces.append(piece)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(self.host, answer.status_code, headers, b"".join(pieces))

    def _failure(self, error: Exception) -> GenerationFailed:
        if isinstance(error, requests.ConnectTimeout) or _never_connected(error):
            return GenerationFailed(
                "upstream", f"{self.host} does not answer: {_name(error)}.", charged="no", retryable=True
            )
        unknown: Charged = "unknown"
        if isinstance(error, requests.Timeout) or "timed out" in str(error).lower():
            text = f"{self.host} gave no answer within {self.seconds:g} s: it may have been charged."
            return GenerationFailed("timeout", text, charged=unknown, retryable=True)
        text = f"The connection to {self.host} broke ({_name(error)}): it may have been charged."
        return GenerationFailed("upstream", text, charged=unknown, retryable=True)


def _never_connected(error: Exception) -> bool:
    """Tell whether the connection was never made, and so nothing was sent."""
    if isinstance(error, requests.exceptions.SSLError | requests.exceptions.InvalidURL):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError)


def _name(error: Exception) -> str:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return type(reason or error).__name__
