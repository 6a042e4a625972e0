"""What the stub's OpenAPI document says beside its routes: parameters, answers and Signature Version 4."""

from typing import Any

from fastapi import FastAPI

from stubs.storage.operations import BUCKET, OBJECT, Choice

SCHEMES = {
    "sigv4": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "AWS Signature Version 4 for the service s3, over the headers host, x-amz-date and "
        "x-amz-content-sha256 at least; or in the query.",
    }
}
ANSWERS = {
    400: "Malformed",
    403: "Anonymous, badly signed, or signed too long ago",
    404: "No such bucket, key, upload or configuration",
    405: "Not to be asked here",
    501: "Not implemented",
}
READ = {206: "A range", 304: "Unchanged", 412: "A condition did not hold", 416: "No such range"}
MORE_ANSWERS: dict[tuple[str, str], dict[int, str]] = {
    ("GET", OBJECT): READ,
    ("HEAD", OBJECT): READ,
    ("PUT", OBJECT): {411: "No Content-Length", 412: "A condition did not hold"},
    ("POST", OBJECT): {412: "A condition did not hold"},
    ("DELETE", OBJECT): {412: "A condition did not hold"},
    ("PUT", BUCKET): {409: "It is there already"},
    ("DELETE", BUCKET): {409: "It is not empty"},
    ("POST", BUCKET): {
        201: "Put by a form",
        204: "Put by a form",
        303: "Put by a form",
        412: "A condition did not hold",
    },
}
XML_BODY = {"application/xml": {"schema": {"type": "string"}}}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("PUT", OBJECT): {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    ("POST", OBJECT): XML_BODY,
    ("POST", BUCKET): XML_BODY,
    ("PUT", BUCKET): XML_BODY,
}
IN_PATH: dict[str, dict[str, Any]] = {
    "bucket": {"type": "string", "minLength": 3, "maxLength": 63, "pattern": "^[a-z0-9][a-z0-9.-]+[a-z0-9]$"},
    "key": {"type": "string", "minLength": 1, "maxLength": 1024},
}
PREFLIGHT: dict[str, Any] = {
    "summary": "Tell a browser which requests of a page are let in",
    "answers": {200: "Let in", 400: "Malformed", 403: "Not let in"},
}


def described(path: str, choices: list[Choice]) -> dict[str, Any]:
    """Describe what one method does at one place, for `add_route`."""
    method = choices[0].method
    named = {name for each in choices for name in (each.subresource, *each.refined_by.split()) if name}
    body = BODIES.get((method, path))
    return {
        "summary": "; ".join(dict.fromkeys(each.summary for each in choices)),
        "answers": {choice.success: "Done" for choice in choices} | ANSWERS | MORE_ANSWERS.get((method, path), {}),
        "parameters": _parameters(path, named),
        "security": [{"sigv4": []}],
        **({"requestBody": {"content": body}} if body else {}),
    }


def _parameters(path: str, query: set[str]) -> list[dict[str, Any]]:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name, schema in IN_PATH.items()
        if f"{{{name}" in path
    ]
    return in_path + [{"name": name, "in": "query", "schema": {"type": "string"}} for name in sorted(query)]


def declare_security(app: FastAPI) -> None:
    """Name the security scheme in the application's document."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        document = describe()
        document.setdefault("components", {}).setdefault("securitySchemes", SCHEMES)
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document
