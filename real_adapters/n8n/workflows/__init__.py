"""The workflow files that ship, in n8n's own export format, and how a run's own settings are put into one.

What is not secret stands in each file's node `Settings`; secrets are credentials, named by type and name.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

Document = dict[str, Any]
IMAGES, ERRORS, REPLICATE = "ai_image_generation", "ai_image_generation_errors", "ai_image_generation_replicate"
SETTINGS = "Settings"
WEBHOOK_TYPE = "n8n-nodes-base.webhook"
SIGNING = ("crypto", "Webhook signing secret")
AI_KEY = ("httpBearerAuth", "AI service API key")
API_KEY = ("httpHeaderAuth", "n8n API key")
"""Credentials as the files name them: type and name."""


@cache
def text_of(name: str) -> str:
    """Give a shipped file as it stands, such as `ai_image_generation`."""
    return (Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8")


def shipped(name: str) -> Document:
    """Give a shipped workflow as a document of its own."""
    document: Document = json.loads(text_of(name))
    return document


def provisioned(document: Document, settings: Mapping[str, str | float], webhook_path: str | None = None) -> Document:
    """Give a workflow with other settings, and with another webhook path if told so.

    Raises:
        ValueError: the workflow's node `Settings` has no field of that name.
    """
    ours = deepcopy(document)
    fields = {field["name"]: field for field in node_of(ours, SETTINGS)["parameters"]["assignments"]["assignments"]}
    for name, value in settings.items():
        if name not in fields:
            raise ValueError(f"The workflow {document['name']!r} has no setting {name}: it has {', '.join(fields)}.")
        fields[name]["value"] = value
    for node in ours["nodes"]:
        if webhook_path is not None and node["type"] == WEBHOOK_TYPE:
            node["parameters"]["path"] = webhook_path
    return ours


def node_of(document: Document, name: str) -> dict[str, Any]:
    """Give a node by its name; raises `ValueError` when there is none."""
    for node in document["nodes"]:
        if node["name"] == name:
            found: dict[str, Any] = node
            return found
    raise ValueError(f"The workflow {document['name']!r} has no node {name!r}.")
