"""What all messages share: strict types, unknown fields refused, and one wording of every fault."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from ..problems import FieldError


class InvalidMessage(Exception):
    """A message breaks its contract; `errors` lists every fault."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        """Take every fault found."""
        super().__init__("; ".join(f"{error.path}: {error.message}" for error in errors))
        self.errors = errors


class Message(BaseModel):
    """A message of the contract: no coercion, no unknown fields, immutable."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, ser_json_bytes="base64")

    @classmethod
    def read(cls, body: bytes | str) -> Self:
        """Read a message from JSON bytes.

        Raises:
            InvalidMessage: the body is no JSON, or breaks the contract; every fault is listed.
        """
        try:
            return cls.model_validate_json(body)
        except ValidationError as error:
            raise InvalidMessage(explain(error)) from None

    def wire(self) -> bytes:
        """Write the message as compact JSON bytes, fields in the contract's order, nulls written."""
        return self.model_dump_json().encode()


def explain(error: ValidationError) -> tuple[FieldError, ...]:
    """Put pydantic's findings into the words that every stub uses."""
    return tuple(
        FieldError(_path(fault), _sentence(fault), fault["type"])
        for fault in error.errors(include_url=False, include_input=False)
    )


def _path(fault: ErrorDetails) -> str:
    unknown = fault["type"] == "extra_forbidden"
    *steps, last = fault["loc"] or ("",)
    # A location names members of unions too: those are no places in the JSON. An unknown field may bear any name.
    kept = [step for step in steps if not _is_member(step)] + [last] * (unknown or not _is_member(last))
    if fault["type"].startswith("union_tag"):
        kept.append(fault["ctx"]["discriminator"].strip("'"))
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in kept)
    return text.strip(".") or "body"


def _is_member(step: int | str) -> bool:
    return isinstance(step, str) and (not step.isidentifier() or step[0].isupper())


def _sentence(fault: ErrorDetails) -> str:
    match fault["type"]:
        case "extra_forbidden":
            return "This field is not part of the contract: remove it."
        case "missing" | "union_tag_not_found":
            return "This field is required."
        case "union_tag_invalid":
            return f"Input should be one of {fault['ctx']['expected_tags']}."
    return fault["msg"].removeprefix("Value error, ").rstrip(".") + "."


def json_schema(model: type[Message]) -> dict[str, Any]:
    """Give the message's JSON Schema (2020-12), self-contained."""
    return model.model_json_schema(mode="validation")
