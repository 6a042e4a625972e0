"""OpenAI: makes images, as files or as links.

Limitations: of all that n8n's node does, only the image resource's generate operation.
"""

from typing import Any

from stubs.n8n.engine.errors import NodeApiError, NodeError, NodeOperationError
from stubs.n8n.engine.items import Item, Items, Origin, Outputs
from stubs.n8n.engine.node_type import Call, NodeType
from stubs.n8n.engine.workflow import Node
from stubs.n8n.nodes.refusal import not_built_in
from stubs.n8n.nodes.sending.api_error import api_error
from stubs.n8n.nodes.sending.asked import Asked
from stubs.n8n.nodes.sending.credentials import put
from stubs.n8n.nodes.sending.exchange import exchange
from stubs.n8n.nodes.sending.failures import ClientFailure
from stubs.n8n.nodes.sending.pictures import picture_of, shown

_QUOTA = (
    'Insufficient quota detected. <a href="https://docs.n8n.io/integrations/builtin/app-nodes/n8n-nodes-langchain.openai/'
    'common-issues/#insufficient-quota" target="_blank">Learn more</a> about resolving this issue'
)
_WORDED = {"insufficient_quota": _QUOTA, "rate_limit_exceeded": "OpenAI: Rate limit reached"}
CODE = "code"
DALL_E, SMALL = "dall-e-3", "gpt-image-1-mini"
"""The models of a node that names none: before version 2.2, and from then on."""
_OPTIONS: dict[str, tuple[str, ...]] = {
    "n": ("dall-e-2",),
    "dalleQuality": ("dall-e-3",),
    "quality": ("gpt-image",),
    "size": ("dall-e-2", "dall-e-3", "gpt-image"),
    "style": ("dall-e-3",),
    "returnImageUrls": ("dall-e",),
}
"""Options in the order in which they are sent, and the models that have them."""


async def run(call: Call) -> Outputs:
    """Have the images of one item after another made."""
    items: Items = []
    for index in range(len(call.items)):
        try:
            items += await _images(call, index)
        except NodeError as error:
            if not call.node.continues:
                raise _worded(error, index) from None
            items.append(Item({"error": error.message}, origins=(Origin(index),)))
    return [items]


async def _images(call: Call, index: int) -> Items:
    model = _model(call, index)
    prompt = str(call.param("prompt", index, ""))
    if not prompt.strip():
        raise NodeOperationError("A non-empty prompt is required.", item_index=index)
    options = _shown_options(call, index)
    is_gpt = model.startswith("gpt-image") if call.node.version >= 2 else model == "gpt-image-1"
    wants_links = bool(options.pop("returnImageUrls", False)) and not is_gpt
    name = options.pop("binaryPropertyOutput", None) or "data"
    if "dalleQuality" in options:
        options["quality"] = options.pop("dalleQuality")
    form = {} if is_gpt else {"response_format": "url" if wants_links else "b64_json"}
    answered = await _asked(call, {"prompt": prompt, "model": model, **form, **options})
    entries = (answered.get("data") if isinstance(answered, dict) else None) or []
    if wants_links:
        return [Item(each, origins=(Origin(index),)) for each in entries]
    files = [picture_of(each) for each in entries]
    return [Item(shown(file, call), {name: file}, (Origin(index),)) for file in files]


def _model(call: Call, index: int) -> str:
    if call.node.version < 2.2:
        return str(call.param("model", index, DALL_E))
    found = call.param("modelId", index, SMALL)
    return str(found.get("value", "")) if isinstance(found, dict) else str(found)


def _shown_options(call: Call, index: int) -> dict[str, Any]:
    """Give the options that the model has; n8n drops those that its editor hides."""
    given = call.param("options", index, {}) or {}
    raw = call.raw("model", DALL_E) if call.node.version < 2.2 else call.raw("modelId", SMALL)
    model = str(raw.get("value", "") if isinstance(raw, dict) else raw)
    dynamic = model.startswith("=")
    kept = {
        name: given[name]
        for name, models in _OPTIONS.items()
        if name in given and (dynamic or any(each in model for each in models) or _is_common(call, name, model))
    }
    if "binaryPropertyOutput" in given and kept.get("returnImageUrls") is False:
        kept["binaryPropertyOutput"] = given["binaryPropertyOutput"]
    return kept


def _is_common(call: Call, name: str, model: str) -> bool:
    """Tell whether an option is of all models but one kind: from version 2.2 on any other may answer with links."""
    return name == "returnImageUrls" and call.node.version >= 2.2 and "gpt-image" not in model


async def _asked(call: Call, body: dict[str, Any]) -> Any:
    held = call.credential("openAiApi")
    base = held.get("url") or "https://api.openai.com/v1"
    asked = Asked("POST", f"{base}/images/generations", {}, body, reads_json=True, redirects=0)
    if held.get("header") and held.get("headerName"):
        asked.headers[str(held["headerName"])] = held.get("headerValue", "")
    put(asked, "openAiApi", held)
    asked.headers["Accept"] = "application/json"
    try:
        return (await exchange(call, asked)).value
    except ClientFailure as failure:
        inner = failure.body.get("error") if isinstance(failure.body, dict) else None
        code = inner.get("code") if isinstance(inner, dict) else None
        raise api_error(failure, **({} if code is None else {CODE: code})) from None


def _worded(error: NodeError, index: int) -> NodeError:
    """Put the service's own codes into words; an item that goes on has n8n's general ones."""
    error.item_index = index
    code = error.details.pop("context", {}).get(CODE)
    worded = _WORDED.get(str(code))
    if worded is None:
        return error
    return NodeApiError(worded, error.description, item_index=index, **error.details)


def _check(node: Node) -> str | None:
    resource = node.parameters.get("resource", "text")
    operation = node.parameters.get("operation", "generate" if resource == "image" else "message")
    if (resource, operation) != ("image", "generate"):
        return not_built_in(node, f"the operation {operation} of {resource}")
    return None


OPENAI = NodeType(
    name="@n8n/n8n-nodes-langchain.openAi", versions=frozenset({1.8, 2, 2.1, 2.2, 2.3}), run=run, check=_check
)
