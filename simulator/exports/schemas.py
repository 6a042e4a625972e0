"""JSON Schema 2020-12 of every message, by interaction."""

from typing import Any, Final

from pydantic import BaseModel

from contracts.messages.callback import CallbackReceipt, Completed, Failed
from contracts.messages.dispatch import Dispatch, DispatchReceipt
from contracts.messages.generation import GenerationAnswer, GenerationRequest, ProviderErrorAnswer
from contracts.messages.submission import Quota, Receipt, RequestList, RequestView, Submission

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
MESSAGES: Final[dict[str, tuple[str, type[BaseModel]]]] = {
    "submission": ("I01, what the portal submits", Submission),
    "receipt": ("I01, what Odoo answers with 201", Receipt),
    "request-view": ("a request as the portal polls it", RequestView),
    "request-list": ("all requests of a user", RequestList),
    "quota": ("a user's quota", Quota),
    "dispatch": ("I04, what Odoo posts to the webhook", Dispatch),
    "dispatch-receipt": ("I04, what n8n answers with 202", DispatchReceipt),
    "generation-request": ("I05, what the AI service is asked in OpenAI's format", GenerationRequest),
    "generation-answer": ("I06, its pictures", GenerationAnswer),
    "generation-error": ("I06, its refusal", ProviderErrorAnswer),
    "callback-completed": ("I07, an outcome with images", Completed),
    "callback-failed": ("I07, an outcome without", Failed),
    "callback-receipt": ("I07, what Odoo answers with 200 or 202", CallbackReceipt),
}


def schemas() -> dict[str, dict[str, Any]]:
    """Give each message's schema by its name."""
    return {
        name: {"$schema": DIALECT, "$comment": about} | model.model_json_schema()
        for name, (about, model) in MESSAGES.items()
    }
