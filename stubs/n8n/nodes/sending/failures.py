"""What n8n's HTTP client throws, and the objects that nodes make of it (`facts/n8n.md` 2b, appendix C)."""

from collections.abc import Mapping
from typing import Any

from stubs.n8n.engine.json_text import from_text, to_text

SPACE_OUT = "Try spacing your requests out using the batching settings under 'Options'"


class ClientFailure(Exception):
    """No answer, or one whose status says that it went wrong.

    Attributes:
        message: as the error object has it.
        name: of the error's class.
        code: such as `ECONNREFUSED`; None for none.
        cause: the system's own error, without its message.
        options: the request, as the error object shows it.
        response: status, headers and phrase of the answer.
        body: of the answer: its text, or its JSON where the client read it.
    """

    def __init__(
        self,
        message: str,
        *,
        name: str = "AxiosError",
        code: str | None = None,
        cause: Mapping[str, Any] | None = None,
        options: Mapping[str, Any] | None = None,
        response: Mapping[str, Any] | None = None,
        body: Any = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.name = name
        self.code = code
        self.cause = cause
        self.options = options
        self.response = response
        self.body = body

    @property
    def status(self) -> int | None:
        """Give the answer's status."""
        return self.response["status"] if self.response else None

    def shown(self) -> dict[str, Any]:
        """Give the error object as expressions see it."""
        found = {
            "message": self.message,
            "name": self.name,
            "isAxiosError": True,
            "code": self.code,
            "cause": self.cause,
            "response": self.response,
            "status": self.status,
            "options": self.options,
            "statusCode": self.status,
        }
        kept = {key: value for key, value in found.items() if value is not None}
        return kept if self.response is None else kept | {"error": self.body}

    def kept(self) -> dict[str, Any]:
        """Give the error object as it is answered and stored."""
        said = self.message if self.response is None else f"Request failed with status code {self.status}"
        found = {
            "message": self.message,
            "name": self.name,
            "stack": f"{self.name}: {said}",
            "code": self.code,
            "status": self.status,
        }
        return {key: value for key, value in found.items() if value is not None}

    def parsed_body(self) -> Any:
        """Give the answer's body, read as JSON where it is; None without an answer."""
        if not isinstance(self.body, str):
            return self.body
        try:
            return from_text(self.body)
        except ValueError:
            return self.body

    def searched(self) -> dict[str, Any]:
        """Give the error object with what a search for its words finds in it."""
        found = self.shown()
        if self.cause is not None:
            found["cause"] = {**self.cause, "message": self.message}
        return found


class InvalidUrl(ClientFailure):
    """What should be an address is none; its object shows the text alone."""

    def __init__(self, text: str) -> None:
        super().__init__("Invalid URL", name="TypeError", code="ERR_INVALID_URL")
        self.text = text

    def shown(self) -> dict[str, Any]:
        """Give the error object as expressions see it."""
        return {"code": self.code, "input": self.text}

    def kept(self) -> dict[str, Any]:
        """Give the error object as it is answered and stored."""
        return self.shown()

    def searched(self) -> dict[str, Any]:
        """Give the error object with what a search for its words finds in it."""
        return {"message": self.message, "code": self.code}


def refused(
    status: int, headers: Mapping[str, Any], phrase: str, body: Any, options: Mapping[str, Any]
) -> ClientFailure:
    """Give the failure that an answer of that status is."""
    return ClientFailure(
        f"{status} - {to_text(body)}",
        code={4: "ERR_BAD_REQUEST", 5: "ERR_BAD_RESPONSE"}.get(status // 100),
        options=options,
        response={"headers": headers, "status": status, "statusText": phrase},
        body=body,
    )
