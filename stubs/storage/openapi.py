"""What the stub's OpenAPI document says beside its routes: parameters and Signature Version 4."""

from typing import Any

from fastapi import FastAPI

from stubs.serving.routes import Answers

SECURED: dict[str, Any] = {"security": [{"sigv4": []}]}
SCHEMES = {
    "sigv4": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "AWS Signature Version 4 for the service s3, over the headers host, x-amz-date and "
        "x-amz-content-sha256 at least.",
    }
}
ANSWERS: Answers = {
    400: "Malformed",
    403: "Anonymous, badly signed, or signed too long ago",
    404: "No such bucket or key",
    501: "Not implemented",
}
MORE_ANSWERS: dict[str, Answers] = {
    "put_object": {411: "No Content-Length", 412: "It is there already"},
    "get_object": {206: "A range", 304: "Unchanged", 412: "Another ETag", 416: "No such range"},
    "head_object": {206: "A range", 304: "Unchanged", 412: "Another ETag", 416: "No such range"},
    "create_bucket": {409: "It is there already"},
    "delete_bucket": {409: "It is not empty"},
}
"""By operation."""
BODIES: dict[str, tuple[str, dict[str, Any]]] = {
    "put_object": ("application/octet-stream", {"type": "string", "format": "binary"}),
    "post_bucket": ("application/xml", {"type": "string"}),
    "create_bucket": ("application/xml", {"type": "string"}),
}
"""Media type and schema of what an operation takes."""
IN_PATH: dict[str, dict[str, Any]] = {
    "bucket": {"type": "string", "minLength": 3, "maxLength": 63, "pattern": "^[a-z0-9][a-z0-9.-]+[a-z0-9]$"},
    "key": {"type": "string", "minLength": 1, "maxLength": 1024},
}


def parameters(path: str, query: frozenset[str]) -> list[dict[str, Any]]:
    """Describe the parameters of a path template and the query parameters that an operation knows."""
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name, schema in IN_PATH.items()
        if f"{{{name}" in path
    ]
    return in_path + [{"name": name, "in": "query", "schema": {"type": "string"}} for name in sorted(query)]


def body_of(operation: str) -> dict[str, Any]:
    """Describe the body that an operation takes; nothing for one that takes none."""
    if operation not in BODIES:
        return {}
    media_type, schema = BODIES[operation]
    return {"requestBody": {"content": {media_type: {"schema": schema}}}}


def more_answers(operation: str) -> Answers:
    """Give what an operation may answer beside `ANSWERS`."""
    return MORE_ANSWERS.get(operation, {})


def declare_security(app: FastAPI) -> None:
    """Name the security scheme in the application's document."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        document = describe()
        document.setdefault("components", {}).setdefault("securitySchemes", SCHEMES)
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document
