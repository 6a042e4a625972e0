"""Workflows that use a vendor's node against the scripted server."""

from tests.parity.n8n.case import Call, Case, Reply
from tests.parity.n8n.documents import fields, node, raw, respond, using, webhook, workflow

OPENAI = {
    "OpenAi account": (
        "openAiApi",
        {"apiKey": "sk-test", "url": "http://server.test/v1", "organizationId": "", "header": False},
    )
}
ODOO = {
    "Odoo account": ("odooApi", {"url": "http://server.test", "username": "admin", "password": "admin", "db": "odoo"})
}
S3 = {
    "S3 account": (
        "s3",
        {
            "endpoint": "http://server.test",
            "region": "us-east-1",
            "accessKeyId": "AK",
            "secretAccessKey": "SK",
            "forcePathStyle": True,
            "ignoreSSLIssues": False,
        },
    )
}
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGJgAQAAAP//AwAABgAFV7+r1AAAAABJRU5ErkJggg=="
IMAGE = "@n8n/n8n-nodes-langchain.openAi"
REFUSED = {
    "error": {
        "message": "Your request was rejected by the safety system.",
        "type": "image_generation_user_error",
        "param": None,
        "code": "moderation_blocked",
    }
}
CREATE = {
    "resource": "custom",
    "operation": "create",
    "customResource": "res.partner",
    "fieldsToCreateOrUpdate": {"fields": [{"fieldName": "name", "fieldValue": "={{ $json.body.name }}"}]},
}


def rpc(result: object) -> Reply:
    """Give an answer of Odoo."""
    return Reply({"jsonrpc": "2.0", "id": 1, "result": result})


CASES = [
    Case(
        "vendors-openai",
        (
            workflow(
                "Image",
                [
                    webhook("openai", "responseNode"),
                    node(
                        "Generate",
                        IMAGE,
                        1.8,
                        {
                            "resource": "image",
                            "model": "gpt-image-1",
                            "prompt": "={{ $json.body.prompt }}",
                            "options": {"quality": "high", "size": "1024x1024"},
                        },
                        credentials=using("openAiApi", "OpenAi account"),
                        onError="continueErrorOutput",
                    ),
                    respond("Image", "binary"),
                    respond("Failed", body="={{ {error: $json.error} }}", options={"responseCode": 502}),
                ],
                "Webhook > Generate > Image",
                "Generate#1 > Failed",
            ),
        ),
        (
            Call("/webhook/parity-openai", {"prompt": "a cat"}),
            Call("/webhook/parity-openai", {"prompt": "bad"}),
            Call("/webhook/parity-openai", {"prompt": "much"}),
        ),
        {
            "POST /v1/images/generations": [
                Reply({"created": 1, "data": [{"b64_json": PNG}]}),
                Reply(REFUSED, 400),
                Reply({"error": {"message": "Rate limit reached", "code": "rate_limit_exceeded"}}, 429),
            ]
        },
        OPENAI,
    ),
    Case(
        "vendors-openai-urls",
        (
            workflow(
                "Urls",
                [
                    webhook("openai-urls", responseData="allEntries"),
                    node(
                        "Generate",
                        IMAGE,
                        2.1,
                        {
                            "resource": "image",
                            "modelId": {"__rl": True, "mode": "list", "value": "dall-e-2"},
                            "prompt": "={{ $json.body.prompt }}",
                            "options": {"returnImageUrls": True, "n": 2},
                        },
                        credentials=using("openAiApi", "OpenAi account"),
                    ),
                ],
            ),
        ),
        (Call("/webhook/parity-openai-urls", {"prompt": "two cats"}),),
        {
            "POST /v1/images/generations": Reply(
                {"created": 1, "data": [{"url": "http://server.test/1.png"}, {"url": "http://server.test/2.png"}]}
            )
        },
        OPENAI,
    ),
    Case(
        "vendors-odoo",
        (
            workflow(
                "Partner",
                [
                    webhook("odoo", responseData="allEntries"),
                    node("Create", "odoo", 1, CREATE, credentials=using("odooApi", "Odoo account")),
                    node(
                        "Find",
                        "odoo",
                        1,
                        {
                            "resource": "custom",
                            "operation": "getAll",
                            "customResource": "res.partner",
                            "returnAll": False,
                            "limit": 2,
                            "options": {"fieldsList": ["name"]},
                            "filterRequest": {
                                "filter": [{"fieldName": "id", "operator": "equal", "value": "={{ $json.id }}"}]
                            },
                        },
                        credentials=using("odooApi", "Odoo account"),
                    ),
                    fields("Show", {"label": "={{ $json.id }}: {{ $json.name }}"}),
                ],
            ),
        ),
        (Call("/webhook/parity-odoo", {"name": "Zoë"}),),
        {"POST /jsonrpc": [rpc(7), rpc(42), rpc(7), rpc([{"id": 42, "name": "Zoë"}, {"id": 43, "name": "Ann"}])]},
        ODOO,
    ),
    Case(
        "vendors-odoo-fails",
        (
            workflow(
                "Partner",
                [
                    webhook("odoo-fails"),
                    node(
                        "Create",
                        "odoo",
                        1,
                        CREATE,
                        credentials=using("odooApi", "Odoo account"),
                        onError="continueRegularOutput",
                    ),
                    raw("Show", "={{ {error: $json.error, keys: Object.keys($json)} }}"),
                ],
            ),
        ),
        (Call("/webhook/parity-odoo-fails", {"name": "x"}),),
        {
            "POST /jsonrpc": [
                rpc(7),
                Reply(
                    {
                        "jsonrpc": "2.0",
                        "id": 1,
                        "error": {
                            "code": 200,
                            "message": "Odoo Server Error",
                            "data": {"message": "You are not allowed", "debug": "x"},
                        },
                    }
                ),
            ]
        },
        ODOO,
    ),
    Case(
        "vendors-s3",
        (
            workflow(
                "Store",
                [
                    webhook("s3"),
                    node(
                        "Convert to File",
                        "convertToFile",
                        1.1,
                        {"operation": "toBinary", "sourceProperty": "body.b64", "options": {"mimeType": "image/png"}},
                    ),
                    node(
                        "Upload",
                        "s3",
                        1,
                        {
                            "operation": "upload",
                            "bucketName": "images",
                            "fileName": "=out/{{ $('Webhook').item.json.body.name }}",
                            "additionalFields": {},
                        },
                        credentials=using("s3", "S3 account"),
                    ),
                    node(
                        "Download",
                        "s3",
                        1,
                        {"bucketName": "images", "fileKey": "=out/{{ $('Webhook').item.json.body.name }}"},
                        credentials=using("s3", "S3 account"),
                    ),
                    raw("Show", "={{ {file: $binary.data.mimeType, uploaded: $('Upload').item.json.success} }}"),
                ],
            ),
        ),
        (Call("/webhook/parity-s3", {"name": "cat 1.png", "b64": PNG}),),
        {
            "GET /images": Reply(
                '<?xml version="1.0"?><LocationConstraint>us-east-1</LocationConstraint>',
                headers={"content-type": "application/xml"},
            ),
            "PUT /images/out/cat%201.png": Reply(headers={"etag": '"e"'}),
            "GET /images/out/cat%201.png": Reply(b"\x89PNG\r\n", headers={"content-type": "image/png"}),
        },
        S3,
    ),
]
