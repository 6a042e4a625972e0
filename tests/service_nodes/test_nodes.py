"""n8n's OpenAI and S3 nodes work against the stubs as they do against the products."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from stubs.ai.settings import AiSettings
from stubs.ai.stub import AiStub
from stubs.storage.settings import StorageSettings
from stubs.storage.stub import StorageStub
from tests.ai.pictures import picture_of
from tests.parity.n8n.case import Document
from tests.parity.n8n.documents import node, respond, using, webhook, workflow
from tests.parity.n8n.installing import installed
from tests.parity.n8n.n8n import Answer, N8n
from tests.runtimes import fixed_runtime
from tests.serving import served

AI, S3 = "AI service of this test", "Storage of this test"
JSON = {"content-type": "application/json"}


@pytest.fixture
def ai() -> Iterator[str]:
    """Serve the AI stub."""
    stub = AiStub(AiSettings(), fixed_runtime())
    with served(stub.app, stub) as url:
        yield url


@pytest.fixture
def storage() -> Iterator[str]:
    """Serve the storage stub at this moment's time, since n8n signs by its machine's."""
    stub = StorageStub(StorageSettings(), fixed_runtime(moment=datetime.now(UTC)))
    with served(stub.app, stub) as url:
        yield url


def painted(n8n: N8n, ai: str, path: str, prompt: str, **options: object) -> Answer:
    """Have the OpenAI node paint, and give what the workflow answers."""
    own = {
        "resource": "image",
        "operation": "generate",
        "modelId": {"__rl": True, "mode": "id", "value": options.pop("model", "gpt-image-1.5")},
        "prompt": "={{ $json.body.prompt }}",
        "options": options,
    }
    kind = "@n8n/n8n-nodes-langchain.openAi"
    document = workflow(
        "Pictures of this test",
        [
            webhook(path, "responseNode"),
            node("Paint", kind, 2.3, own, credentials=using("openAiApi", AI), onError="continueRegularOutput"),
            respond(kind="binary") if "returnImageUrls" not in options else respond(body="={{ $json }}"),
        ],
    )
    if prompt == "gore":
        document["nodes"][-1] = respond(body="={{ $json }}") | {"position": [440, 0]}
    with installed(n8n, document, AI, "openAiApi", {"apiKey": "sk-imageflow", "url": f"{ai}/v1", "header": False}):
        return n8n.call("POST", f"/webhook/parity-{path}", JSON, json.dumps({"prompt": prompt}).encode())


@pytest.mark.timeout(120)
def test_the_openai_node_paints(n8n: N8n, ai: str) -> None:
    """The node's picture is the stub's."""
    answer = painted(n8n, ai, "paints", "a red fox", size="1024x1024", quality="low")
    assert answer.status == 200, answer.body[:500]
    assert picture_of(answer.body).size == (1024, 1024)


@pytest.mark.timeout(120)
def test_the_openai_node_gives_links(n8n: N8n, ai: str) -> None:
    """A model that has links gives one when the node asks for it."""
    answer = painted(n8n, ai, "links", "a red fox", model="imageflow-link-1", returnImageUrls=True)
    assert json.loads(answer.body)["url"].startswith(ai), answer.body[:500]


@pytest.mark.timeout(120)
def test_the_openai_node_tells_what_is_refused(n8n: N8n, ai: str) -> None:
    """A refusal reaches the workflow, in the node's own words for a 400."""
    assert b"Bad request" in painted(n8n, ai, "refused", "gore").body


def file_workflow(name: str) -> Document:
    """Give a workflow that puts a file, looks for it, gives it and deletes it."""
    bucket = {"resource": "file", "bucketName": name, "fileKey": "a fox.txt"}
    opens = using("s3", S3)
    return workflow(
        "Files of this test",
        [
            webhook("files", "responseNode"),
            node("Make", "s3", 1, {"resource": "bucket", "operation": "create", "name": name}, credentials=opens),
            node(
                "File",
                "convertToFile",
                1.1,
                {"operation": "toText", "sourceProperty": "text", "options": {}},
            ),
            node(
                "Put",
                "s3",
                1,
                bucket
                | {
                    "operation": "upload",
                    "fileName": "a fox.txt",
                    "binaryPropertyName": "data",
                    "additionalFields": {},
                },
                credentials=opens,
            ),
            node(
                "List",
                "s3",
                1,
                {"resource": "file", "operation": "getAll", "bucketName": name, "returnAll": True, "options": {}},
                credentials=opens,
            ),
            node("Get", "s3", 1, bucket | {"operation": "download", "binaryPropertyName": "data"}, credentials=opens),
            respond(kind="binary"),
        ],
    )


@pytest.mark.timeout(120)
def test_the_s3_node_keeps_files(n8n: N8n, storage: str) -> None:
    """A bucket is made, a file put, listed and given back."""
    document = file_workflow("by-n8n")
    text = node("Text", "set", 3.4, {"mode": "raw", "jsonOutput": '{"text": "a red fox"}', "options": {}})
    document["nodes"].insert(2, text | {"position": [330, 90]})
    document["connections"]["Make"]["main"][0][0]["node"] = "Text"
    document["connections"]["Text"] = {"main": [[{"node": "File", "type": "main", "index": 0}]]}
    opens = {
        "endpoint": storage,
        "region": "us-east-1",
        "accessKeyId": "imageflow",
        "secretAccessKey": "imageflow-secret",
        "forcePathStyle": True,
        "ignoreSSLIssues": False,
    }
    with installed(n8n, document, S3, "s3", opens):
        answer = n8n.call("POST", "/webhook/parity-files", JSON, b"{}")
    assert answer.status == 200, answer.body[:500]
    assert answer.body == b"a red fox"
