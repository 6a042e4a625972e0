"""What the S3 node does with files."""

import base64
import hashlib
from typing import Any

from stubs.n8n.engine.errors import NodeOperationError
from stubs.n8n.engine.file_types import sniffed, type_of_name
from stubs.n8n.engine.items import Binary, Item, Origin
from stubs.n8n.nodes.files import file_of
from stubs.n8n.nodes.sending.query import text_of
from stubs.n8n.nodes.sending.s3_folders import listed
from stubs.n8n.nodes.sending.s3_work import Work, Works, object_headers

_DIRECTIVES = {"taggingDirective": "x-amz-tagging-directive", "metadataDirective": "x-amz-metadata-directive"}


async def copy(work: Work) -> Any:
    """Copy an object to another place."""
    options = work.options("additionalFields")
    headers = {"x-amz-copy-source": work.param("sourcePath"), **object_headers(options)}
    headers |= {header: str(options[name]).upper() for name, header in _DIRECTIVES.items() if options.get(name)}
    _, bucket, *rest = [*str(work.param("destinationPath")).split("/"), ""]
    path = "/" + "/".join(rest[:-1])
    region = await work.storage.region_of(bucket)
    found = await work.storage.document("PUT", bucket, path, query=work.query, headers=headers, region=region)
    copied = (found or {}).get("CopyObjectResult")
    return {} if copied is None else copied


async def delete(work: Work) -> Any:
    """Remove an object, or one version of it."""
    bucket = str(work.param("bucketName"))
    if version := work.options("options").get("versionId"):
        work.query["versionId"] = version
    region = await work.storage.region_of(bucket)
    await work.storage.document("DELETE", bucket, f"/{work.param('fileKey')}", query=work.query, region=region)
    return {"success": True}


async def get_all(work: Work) -> Any:
    """Give the files in a bucket."""
    return await listed(work, folders=False)


async def upload(work: Work) -> Any:
    """Put a text, or a file of the item."""
    bucket, options = str(work.param("bucketName")), work.options("additionalFields")
    headers = object_headers(options)
    tags = work.options("tagsUi").get("tagsValues")
    if tags is not None:
        headers["x-amz-tagging"] = "&".join(f"{each.get('key', '')}={each.get('value', '')}" for each in tags)
    parent = options.get("parentFolderKey")
    path, name = f"/{parent}/" if parent else "/", text_of(work.param("fileName"))
    region = await work.storage.region_of(bucket)
    if work.param("binaryData", default=True):
        file = file_of(work.call, work.index, work.call.param("binaryPropertyName", 0, "data"))
        body, kind = file.content, file.mime_type
        name = name or file.file_name or "undefined"
    else:
        body, kind = text_of(work.param("fileContent")).encode("utf-8", "replace"), "text/html"
    checksum = base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()
    headers |= {"Content-Type": kind, "Content-MD5": checksum}
    await work.storage.document("PUT", bucket, path + name, body=body, query=work.query, headers=headers, region=region)
    return {"success": True}


async def download(work: Work) -> Item:
    """Give the item with the file beside it."""
    bucket, key = str(work.param("bucketName")), text_of(work.param("fileKey"))
    if key.endswith("/"):
        raise NodeOperationError("Downloding a whole directory is not yet supported, please provide a file key")
    region = await work.storage.region_of(bucket)
    answered = await work.storage.send("GET", bucket, f"/{key}", query=work.query, region=region)
    name = key.rpartition("/")[2]
    kind = answered.headers.get("content-type") or type_of_name(name) or sniffed(answered.body) or "text/plain"
    item, place = work.call.items[work.index], str(work.param("binaryPropertyName", "data"))
    files = {**item.binary, place: Binary(answered.body, str(kind), name)}
    return Item(item.json, files, (Origin(work.index),))


FILE_WORK: Works = {"copy": copy, "delete": delete, "download": download, "getAll": get_all, "upload": upload}
