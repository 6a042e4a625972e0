"""Cases of the OpenAI nodes: the one of today, and the old one."""

# ruff: noqa: E501 - a case a line, however long

from typing import Any

from tests.n8n.network_nodes.cases import Case, Json
from tests.n8n.network_nodes.neighbour import SERVER

NEW, OLD = "@n8n/n8n-nodes-langchain.openAi", "n8n-nodes-base.openAi"
KEY: dict[str, Json] = {"openAiApi": {"apiKey": "sk-lab", "url": f"{SERVER}/v1"}}
ON, ERR = "continueRegularOutput", "continueErrorOutput"


def image(
    name: str, version: float, model: str, options: Json | None = None, prompt: str = "a cat", **more: Any
) -> Case:
    """Have an image made by the node of today."""
    chosen: Json = {"model": model} if version < 2.2 else {"modelId": {"__rl": True, "mode": "id", "value": model}}
    parameters = {"resource": "image", "operation": "generate", "prompt": prompt, "options": options or {}, **chosen}
    return Case(f"openai {name}", NEW, version, parameters, credentials=more.pop("credentials", KEY), **more)


def old(name: str, version: float, parameters: Json | None = None, prompt: str = "a cat", **more: Any) -> Case:
    """Have an image made by the old node."""
    given = {"resource": "image", "operation": "create", "prompt": prompt, "options": {}} | (parameters or {})
    return Case(f"openai old {name}", OLD, version, given, credentials=KEY, **more)


OPENAI_CASES = [
    *(image(f"{version} gpt", version, "gpt-image-1") for version in (1.8, 2, 2.1, 2.2, 2.3)),
    *(image(f"{version} dalle 3", version, "dall-e-3") for version in (1.8, 2.1, 2.3)),
    image("urls", 1.8, "dall-e-2", {"returnImageUrls": True, "n": 2, "size": "256x256"}),
    image("urls of gpt", 2.1, "gpt-image-1", {"returnImageUrls": True}),
    image("urls 2.3", 2.3, "dall-e-3", {"returnImageUrls": True, "size": "1024x1024", "style": "vivid", "quality": "hd"}),
    image("hd", 1.8, "dall-e-3", {"dalleQuality": "hd", "size": "1024x1792", "style": "natural"}),
    image("options", 2.1, "gpt-image-1", {"quality": "high", "size": "1024x1024"}),
    image("options 2.3", 2.3, "gpt-image-1", {"quality": "high", "size": "1024x1024", "n": 2}),
    image("named output", 2.3, "gpt-image-1", {"binaryPropertyOutput": "picture"}),
    image("named output told", 2.3, "gpt-image-1", {"binaryPropertyOutput": "picture", "returnImageUrls": False}),
    image("named output of dalle", 2.1, "dall-e-3", {"binaryPropertyOutput": "picture", "returnImageUrls": False}),
    image("options by expression", 2.3, "={{ 'dall-e-' + 3 }}", {"quality": "high", "n": 2}),
    image("listed model", 2.3, "gpt-image-1-mini"),
    image("several", 2.1, "dall-e-2", {"n": 2}),
    image("no picture", 2.3, "gpt-image-1", prompt="empty"),
    image("no prompt", 2.3, "gpt-image-1", prompt="={{ '  ' }}"),
    image("no prompt goes on", 2.3, "gpt-image-1", prompt="={{ '  ' }}", on_error=ON),
    *(image(name, 2.3, "gpt-image-1", prompt=name) for name in ("fail400", "fail401", "fail429", "fail500", "quota")),
    image("fails goes on", 2.3, "gpt-image-1", prompt="fail400", on_error=ON),
    image("fails error output", 2.3, "gpt-image-1", prompt="fail429", on_error=ERR, items=({"n": 1},)),
    image("items", 2.3, "gpt-image-1", prompt="={{ $json.p }}", items=({"p": "a"}, {"p": "fail400"}, {"p": "b"}), on_error=ON),
    image("items one stops", 2.3, "gpt-image-1", prompt="={{ $json.p }}", items=({"p": "a"}, {"p": "fail400"}, {"p": "b"})),
    image("refused", 2.3, "gpt-image-1", credentials={"openAiApi": {"apiKey": "k", "url": "http://127.0.0.1:1/v1"}}),
    image("header", 2.3, "gpt-image-1", credentials={"openAiApi": KEY["openAiApi"] | {
        "organizationId": "org", "header": True, "headerName": "X-Own", "headerValue": "own"}}),
    *(old(f"{version}", version) for version in (1, 1.1)),
    old("1 urls", 1, {"model": "dall-e-3", "responseFormat": "imageUrl", "options": {"quality": "hd", "size": "1024x1024", "style": "vivid"}}),
    old("1.1 urls", 1.1, {"imageModel": "dall-e-2", "responseFormat": "imageUrl", "options": {"n": 2}}),
    old("1.1 size", 1.1, {"imageModel": "dall-e-2", "options": {"n": 2, "size": "512x512"}}),
    *(old(name, 1.1, prompt=name) for name in ("fail400", "fail429", "fail500", "empty")),
    old("fails goes on", 1.1, prompt="fail400", on_error=ON),
    old("items", 1.1, prompt="={{ $json.p }}", items=({"p": "a"}, {"p": "b"}), parallel=True),
]  # fmt: skip
