"""The credential types that workflows of the stub can use: their fields, as n8n's public API shows and checks them."""

from collections.abc import Mapping
from typing import Any

from stubs.n8n.server.api.refusals import invalid

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_NOTICE: Schema = {"type": "notice"}
_DOMAINS: Schema = {
    "allowedHttpRequestDomains": {"type": "string", "enum": ["all", "domains", "none"]},
    "allowedDomains": _TEXT,
}
_ALGORITHMS = [f"{family}{size}" for family in ("HS", "RS", "ES", "PS") for size in (256, 384, 512)]
_AWS_SERVICES = ("rekognition", "lambda", "sns", "ses", "sqs", "s3", "ssm", "bedrock", "bedrockRuntime")
_REGIONS = (
    "af-south-1 ap-east-1 ap-east-2 ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 "
    "ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ap-northeast-1 ap-northeast-2 ap-northeast-3 "
    "ca-central-1 ca-west-1 cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 "
    "eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 "
    "us-east-1 us-east-2 us-gov-east-1 us-west-1 us-west-2 us-gov-west-1"
)


def _texts(*names: str) -> Schema:
    return dict.fromkeys(names, _TEXT)


_FIELDS: Mapping[str, Schema] = {
    "httpHeaderAuth": {**_texts("name", "value"), "useCustomAuth": _NOTICE, **_DOMAINS},
    "httpBasicAuth": {**_texts("user", "password"), **_DOMAINS},
    "httpDigestAuth": {**_texts("user", "password"), **_DOMAINS},
    "httpQueryAuth": {**_texts("name", "value"), **_DOMAINS},
    "httpBearerAuth": {**_texts("token"), "useCustomAuth": _NOTICE, **_DOMAINS},
    "httpCustomAuth": {"json": {"type": "json"}, **_DOMAINS},
    "httpSslAuth": _texts("ca", "cert", "key", "passphrase"),
    "jwtAuth": {
        "keyType": {"type": "string", "enum": ["passphrase", "pemKey"]},
        **_texts("secret", "privateKey", "publicKey"),
        "algorithm": {"type": "string", "enum": [*_ALGORITHMS, "none"]},
    },
    "crypto": _texts(
        "hmacSecret", "signPrivateKey", "encryptionPassphrase", "encryptionPublicKey", "encryptionPrivateKey"
    ),
    "openAiApi": {
        **_texts("apiKey", "organizationId", "url"),
        "header": _FLAG,
        **_texts("headerName", "headerValue"),
        **_DOMAINS,
    },
    "odooApi": {"deprecationNotice": _NOTICE, **_texts("url", "username", "password", "db")},
    "odooApiKeyApi": {"apiNotice": _NOTICE, **_texts("url", "db", "apiKey"), **_DOMAINS},
    "s3": {
        **_texts("endpoint", "region", "accessKeyId", "secretAccessKey"),
        **dict.fromkeys(("forcePathStyle", "ignoreSSLIssues"), _FLAG),
    },
    "aws": {
        "region": {"type": "string", "enum": _REGIONS.split()},
        **_texts("accessKeyId", "secretAccessKey"),
        "temporaryCredentials": _FLAG,
        **_texts("sessionToken"),
        "customEndpoints": _FLAG,
        **_texts(*(f"{service}Endpoint" for service in _AWS_SERVICES)),
        **_DOMAINS,
    },
    "n8nApi": {**_texts("apiKey", "baseUrl"), **_DOMAINS},
}
_REQUIRED: Mapping[str, list[str]] = {
    "httpCustomAuth": ["json"],
    "openAiApi": ["apiKey"],
    "odooApi": ["url", "username", "password"],
    "odooApiKeyApi": ["url", "apiKey"],
}


def schema_of(name: str) -> Schema | None:
    """Give a type's schema as `GET /credentials/schema/{type}` does; None for a type that the stub does not know."""
    fields = _FIELDS.get(name)
    if fields is None:
        return None
    required = _REQUIRED.get(name, [])
    return {"additionalProperties": False, "type": "object", "properties": fields, "required": required}


def check_data(name: str, data: Mapping[str, Any]) -> None:
    """Check a credential's data; raises `Refused` with every fault, in n8n's words."""
    schema = schema_of(name)
    if schema is None:
        raise invalid("req.body.type is not a known type")
    fields: Schema = schema["properties"]
    faults = [fault for key, field in fields.items() if key in data and (fault := _fault(field, data[key]))]
    faults += [f'is not allowed to have the additional property "{key}"' for key in data if key not in fields]
    faults += [f'requires property "{key}"' for key in schema["required"] if key not in data]
    if faults:
        raise invalid(",".join(f"request.body.data {fault}" for fault in faults))


def _fault(field: Schema, value: Any) -> str | None:
    kinds: dict[str, type] = {"string": str, "boolean": bool}
    kind = kinds.get(field["type"])
    if kind is None:
        return None
    if not isinstance(value, kind):
        return f"is not of a type(s) {field['type']}"
    if "enum" in field and value not in field["enum"]:
        return f"is not one of enum values: {','.join(field['enum'])}"
    return None
