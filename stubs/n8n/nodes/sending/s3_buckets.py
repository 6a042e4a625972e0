"""What the S3 node does with buckets."""

from typing import Any

from stubs.n8n.nodes.sending.s3_work import Work, Works, access_headers, document, element


async def create(work: Work) -> Any:
    """Make a bucket; its region is told unless it is the usual one."""
    options = work.options("additionalFields")
    headers = access_headers(options)
    if options.get("bucketObjectLockEnabled"):
        headers["x-amz-bucket-object-lock-enabled"] = options["bucketObjectLockEnabled"]
    region = str(options.get("region") or work.storage.region)
    usual = region == "us-east-1"
    body = b"" if usual else document("CreateBucketConfiguration", [element("LocationConstraint", region)])
    await work.storage.document("PUT", str(work.param("name")), body=body, headers=headers, query=work.query)
    return {"success": True}


async def delete(work: Work) -> Any:
    """Remove a bucket."""
    await work.storage.document("DELETE", str(work.param("name")))
    return {"success": True}


async def get_all(work: Work) -> Any:
    """Give all buckets, or so many."""
    names = ("ListAllMyBucketsResult", "Buckets", "Bucket")
    if work.param("returnAll", default=False):
        return await work.storage.listed("", "", names, {}, work.storage.region)
    work.query["limit"] = limit = work.param("limit", 100)
    return (await work.storage.listed("", "", names, work.query, work.storage.region))[:limit]


async def search(work: Work) -> Any:
    """Give the objects in a bucket."""
    bucket, options = str(work.param("bucketName")), work.options("additionalFields")
    for name, key in (
        ("prefix", "prefix"),
        ("encodingType", "encoding-type"),
        ("fetchOwner", "fetch-owner"),
        ("startAfter", "start-after"),
    ):
        if options.get(name):
            work.query[key] = options[name]
    if options.get("requesterPays"):
        work.query["x-amz-request-payer"] = "requester"
    work.query["list-type"] = 2
    region = await work.storage.region_of(bucket)
    if work.param("returnAll", default=False):
        return await work.storage.listed(bucket, "", ("ListBucketResult", "Contents"), work.query, region)
    work.query["max-keys"] = work.param("limit", 100)
    found = await work.storage.document("GET", bucket, query=work.query, region=region)
    contents = ((found or {}).get("ListBucketResult") or {}).get("Contents")
    return [] if contents is None else contents


BUCKET_WORK: Works = {"create": create, "delete": delete, "getAll": get_all, "search": search}
