"""The models that can be asked for, as data."""

import hashlib
from dataclasses import dataclass
from typing import Any

from stubs.ai.neutral import Kind, Refused


@dataclass(frozen=True, slots=True)
class Model:
    """One model.

    Attributes:
        owner: whose it is.
        name: its own name.
        description: in a sentence.
        format: of its pictures when none is asked for.
    """

    owner: str
    name: str
    description: str
    format: str = "webp"

    @property
    def path(self) -> str:
        """Give `owner/name`."""
        return f"{self.owner}/{self.name}"

    @property
    def version(self) -> str:
        """Give the id of its one version."""
        return hashlib.sha256(self.path.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Give it as the models' endpoint does."""
        return {
            "url": f"https://replicate.com/{self.path}",
            "owner": self.owner,
            "name": self.name,
            "description": self.description,
            "visibility": "public",
            "github_url": None,
            "paper_url": None,
            "license_url": None,
            "run_count": 0,
            "cover_image_url": None,
            "default_example": None,
            "latest_version": self.version_as_json(),
        }

    def version_as_json(self) -> dict[str, Any]:
        """Give its version as the versions' endpoint does."""
        return {
            "id": self.version,
            "created_at": "2026-01-01T00:00:00.000Z",
            "cog_version": "0.16.0",
            "openapi_schema": {"components": {"schemas": {"Input": INPUT, "Output": OUTPUT}}},
        }


INPUT: dict[str, Any] = {
    "title": "Input",
    "type": "object",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string", "title": "Prompt"},
        "num_outputs": {"type": "integer", "minimum": 1, "maximum": 4, "default": 1},
        "width": {"type": "integer"},
        "height": {"type": "integer"},
        "aspect_ratio": {"type": "string", "default": "1:1"},
        "seed": {"type": "integer"},
        "output_format": {"type": "string", "enum": ["webp", "jpg", "png"]},
        "output_quality": {"type": "integer", "minimum": 0, "maximum": 100},
    },
}
OUTPUT: dict[str, Any] = {"title": "Output", "type": "array", "items": {"type": "string", "format": "uri"}}
MODELS = {
    model.path: model
    for model in (
        Model("black-forest-labs", "flux-schnell", "The quick one of the FLUX models."),
        Model("black-forest-labs", "flux-dev", "The larger one of the FLUX models."),
        Model("stability-ai", "sdxl", "Stable Diffusion XL.", format="png"),
    )
}


def find(path: str) -> Model:
    """Give a model by `owner/name`; raises `Refused` `not_found`."""
    if path not in MODELS:
        raise Refused(Kind.NOT_FOUND, f"The requested resource could not be found: use one of {', '.join(MODELS)}.")
    return MODELS[path]


def of_version(version: str) -> Model:
    """Give the model of a version's id, or of `owner/name`, or of both with a colon between; raises `Refused`."""
    for model in MODELS.values():
        if version in {model.version, model.path, f"{model.path}:{model.version}"}:
            return model
    text = "The specified version does not exist (or perhaps you don't have permission to use it?)"
    raise Refused(Kind.INVALID, text, code="Invalid version or not permitted", param="version")
