"""Cases of the S3 node."""

# ruff: noqa: E501 - a case a line, however long

from typing import Any

from tests.n8n.network_nodes.cases import Case, Json
from tests.n8n.network_nodes.neighbour import SERVER

KIND = "n8n-nodes-base.s3"
HELD: Json = {
    "endpoint": SERVER, "region": "us-east-1", "accessKeyId": "AKIALAB", "secretAccessKey": "secret",
    "forcePathStyle": True, "ignoreSSLIssues": False,
}  # fmt: skip
ON = "continueRegularOutput"


def s3(name: str, resource: str, operation: str, parameters: Json | None = None, **more: Any) -> Case:
    """Call the storage; the bucket is `lab` unless told."""
    held = {"s3": HELD | more.pop("held", {})}
    given = {"resource": resource, "operation": operation, "bucketName": "lab"} | (parameters or {})
    return Case(f"s3 {name}", KIND, 1, given, more.pop("items", ({"n": 5},)), credentials=held, **more)


TEXT: Json = {"fileName": "x.txt", "binaryData": False, "fileContent": "hi {{ü}}", "additionalFields": {}, "tagsUi": {}}
FILE: Json = {"fileName": "", "binaryData": True, "binaryPropertyName": "data", "additionalFields": {}, "tagsUi": {}}
SOME = ("hello ", "text/plain", "note.txt")

S3_CASES = [
    s3("upload text", "file", "upload", TEXT),
    s3("upload expression", "file", "upload", TEXT | {"fileContent": "=n is {{ $json.n }}", "fileName": "=a b/{{ $json.n }}+ü(1).txt"}),
    s3("upload file", "file", "upload", FILE, files=SOME),
    s3("upload file named", "file", "upload", FILE | {"fileName": "other.txt", "additionalFields": {"acl": "publicRead", "parentFolderKey": "a/b", "storageClass": "standardIA"}}, files=SOME),
    s3("upload file tagged", "file", "upload", FILE | {"tagsUi": {"tagsValues": [{"key": "k", "value": "v w"}, {"key": "l", "value": "m"}]}}, files=SOME),
    s3("upload file missing", "file", "upload", FILE | {"binaryPropertyName": "nope"}, files=SOME),
    s3("upload two", "file", "upload", TEXT | {"fileName": "={{ $json.n }}.txt"}, items=({"n": 1}, {"n": 2})),
    s3("download", "file", "download", {"fileKey": "images/x.png", "binaryPropertyName": "data"}),
    s3("download named", "file", "download", {"fileKey": "images/x.png", "binaryPropertyName": "pic"}, files=SOME),
    s3("download folder", "file", "download", {"fileKey": "images/", "binaryPropertyName": "data"}),
    s3("download missing", "file", "download", {"bucketName": "s3bad", "fileKey": "x", "binaryPropertyName": "data"}),
    s3("download missing goes on", "file", "download", {"bucketName": "s3bad", "fileKey": "x", "binaryPropertyName": "data"}, on_error=ON),
    s3("list", "file", "getAll", {"returnAll": False, "limit": 5, "options": {}}),
    s3("list all", "file", "getAll", {"returnAll": True, "options": {"folderKey": "a", "fetchOwner": True}}),
    s3("delete", "file", "delete", {"fileKey": "images/x.png", "options": {}}),
    s3("delete version", "file", "delete", {"fileKey": "x", "options": {"versionId": "7"}}),
    s3("copy", "file", "copy", {"sourcePath": "/lab/a.png", "destinationPath": "/two/b/c.png", "additionalFields": {"acl": "private"}}),
    s3("refused", "file", "delete", {"bucketName": "s3bad", "fileKey": "x", "options": {}}),
    s3("refused goes on", "file", "delete", {"bucketName": "s3bad", "fileKey": "x", "options": {}}, on_error=ON),
    s3("bucket list", "bucket", "getAll", {"returnAll": True}),
    s3("bucket list some", "bucket", "getAll", {"returnAll": False, "limit": 1}),
    s3("bucket create", "bucket", "create", {"name": "lab", "additionalFields": {"acl": "Private"}}),
    s3("bucket create far", "bucket", "create", {"name": "lab", "additionalFields": {"region": "eu-west-3"}}),
    s3("bucket delete", "bucket", "delete", {"name": "lab"}),
    s3("bucket search", "bucket", "search", {"returnAll": False, "limit": 5, "additionalFields": {"prefix": "a", "delmiter": "/"}}),
    s3("bucket search all", "bucket", "search", {"returnAll": True, "additionalFields": {}}),
    s3("folder create", "folder", "create", {"folderName": "new", "additionalFields": {"parentFolderKey": "a/"}}),
    s3("folder list", "folder", "getAll", {"returnAll": True, "options": {}}),
    s3("folder delete", "folder", "delete", {"folderKey": "a/"}),
    s3("no scheme", "file", "delete", {"fileKey": "x", "options": {}}, held={"endpoint": "127.0.0.1:9000"}),
    s3("not there", "file", "delete", {"fileKey": "x", "options": {}}, held={"endpoint": "http://127.0.0.1:1"}),
    s3("region", "file", "delete", {"bucketName": "far", "fileKey": "x", "options": {}}),
    s3("endpoint with path", "file", "delete", {"fileKey": "x y", "options": {}}, held={"endpoint": f"{SERVER}/store/"}),
]  # fmt: skip
