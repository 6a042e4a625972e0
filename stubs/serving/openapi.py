"""A stub's OpenAPI document, with the contract's messages as its components."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

TEMPLATE = "#/components/schemas/{model}"


def describe(app: FastAPI, schemes: dict[str, Any]) -> None:
    """Make `app.openapi()` (and `/openapi.json`) hold the schemas of all messages its routes declare."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app, schemes)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document


def _document(app: FastAPI, schemes: dict[str, Any]) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    models = sorted(getattr(app.state, "message_models", ()), key=lambda model: str(model.__name__))
    _, schemas = models_json_schema([(model, "validation") for model in models], ref_template=TEMPLATE)
    components = document.setdefault("components", {})
    components.setdefault("schemas", {}).update(schemas.get("$defs", {}))
    if schemes:
        components["securitySchemes"] = schemes
    return document
