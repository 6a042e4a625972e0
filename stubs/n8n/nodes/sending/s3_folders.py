"""What the S3 node does with folders: keys that end in a slash."""

import base64
import hashlib
from typing import Any

from stubs.n8n.nodes.sending.s3_calls import shouted
from stubs.n8n.nodes.sending.s3_work import Work, Works, document, element

CONTENTS = ("ListBucketResult", "Contents")


async def create(work: Work) -> Any:
    """Make a folder."""
    bucket, options = str(work.param("bucketName")), work.options("additionalFields")
    headers = {"x-amz-request-payer": "requester"} if options.get("requesterPays") else {}
    if options.get("storageClass"):
        headers["x-amz-storage-class"] = shouted(str(options["storageClass"]))
    path = f"/{options.get('parentFolderKey') or ''}{work.param('folderName')}/"
    region = await work.storage.region_of(bucket)
    await work.storage.document("PUT", bucket, path, query=work.query, headers=headers, region=region)
    return {"success": True}


async def delete(work: Work) -> Any:
    """Remove a folder and all in it."""
    bucket, key = str(work.param("bucketName")), str(work.param("folderKey"))
    region = await work.storage.region_of(bucket)
    found = await work.storage.listed(bucket, "/", CONTENTS, {"list-type": 2, "prefix": key}, region)
    if not found:
        await work.storage.document("DELETE", bucket, f"/{key}", query=work.query, region=region)
        return {"deleted": [{"Key": key}]}
    lines = [f"<Object>\n    {element('Key', str(each.get('Key', '')))}\n  </Object>" for each in found]
    body = document("Delete", lines)
    checksum = base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()
    headers = {"Content-MD5": checksum, "Content-Type": "application/xml"}
    gone = await work.storage.document(
        "POST", bucket, "/", body=body, query={"delete": ""}, headers=headers, region=region
    )
    return {"deleted": ((gone or {}).get("DeleteResult") or {}).get("Deleted")}


async def get_all(work: Work) -> Any:
    """Give the folders in a bucket."""
    return await listed(work, folders=True)


async def listed(work: Work, *, folders: bool) -> list[Any]:
    """Give a bucket's folders, or its files."""
    bucket, options = str(work.param("bucketName")), work.options("options")
    if options.get("folderKey"):
        work.query["prefix"] = options["folderKey"]
    if options.get("fetchOwner"):
        work.query["fetch-owner"] = options["fetchOwner"]
    if not folders:
        work.query["delimiter"] = "/"
    work.query["list-type"] = 2
    region = await work.storage.region_of(bucket)
    limit = None if work.param("returnAll", default=False) else work.param("limit", 100)
    if limit is not None:
        work.query["limit"] = limit
    found = await work.storage.listed(bucket, "", CONTENTS, work.query, region)
    if not folders:
        found = found[:limit]
    kept = [each for each in found if _is_folder(each, options.get("folderKey"), folders=folders) == folders]
    return kept[:limit]


def _is_folder(entry: dict[str, Any], but: Any, *, folders: bool) -> bool:
    """Tell folders from files: an entry may be neither, so what is looked for decides."""
    slash, empty = str(entry.get("Key", "")).endswith("/"), entry.get("Size") == "0"
    return (slash and empty and entry.get("Key") != but) if folders else (slash or empty)


FOLDER_WORK: Works = {"create": create, "delete": delete, "getAll": get_all}
