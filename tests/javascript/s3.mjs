// The AWS SDK for JavaScript against the storage stub: node s3.mjs URL
import assert from "node:assert/strict";
import {
  CopyObjectCommand, CreateBucketCommand, DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command,
  NoSuchKey, PutObjectCommand, S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

const credentials = { accessKeyId: "imageflow", secretAccessKey: "imageflow-secret" };
const s3 = new S3Client({ endpoint: process.argv[2], region: "us-east-1", forcePathStyle: true, credentials });
const Bucket = "with-javascript";
await s3.send(new CreateBucketCommand({ Bucket }));

const Body = Buffer.from("picture");
const put = await s3.send(new PutObjectCommand({ Bucket, Key: "a/b c+ü", Body, ContentType: "image/png", Metadata: { of: "fox" } }));
assert.ok(put.ChecksumCRC32);
const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "a/b c+ü", ChecksumMode: "ENABLED" }));
assert.deepEqual([head.ContentType, head.Metadata.of, head.ChecksumCRC32], ["image/png", "fox", put.ChecksumCRC32]);
const part = await s3.send(new GetObjectCommand({ Bucket, Key: "a/b c+ü", Range: "bytes=0-2" }));
assert.equal(await part.Body.transformToString(), "pic");

const again = s3.send(new PutObjectCommand({ Bucket, Key: "a/b c+ü", Body, IfNoneMatch: "*" }));
await assert.rejects(again, (error) => error.name === "PreconditionFailed" && error.$metadata.httpStatusCode === 412);
await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: "nothing" })), NoSuchKey);

const large = Buffer.alloc(11 * 1024 * 1024, 7);
await new Upload({ client: s3, params: { Bucket, Key: "large", Body: large }, partSize: 5 * 1024 * 1024 }).done();
const whole = await s3.send(new GetObjectCommand({ Bucket, Key: "large" }));
assert.equal(whole.ContentLength, large.length);
assert.ok(Buffer.from(await whole.Body.transformToByteArray()).equals(large));

const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: "a/b c+ü" }), { expiresIn: 60 });
assert.equal(await (await fetch(link)).text(), "picture");
const door = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: "by link" }), { expiresIn: 60 });
assert.equal((await fetch(door, { method: "PUT", body: "linked" })).status, 200);

await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: encodeURI(`${Bucket}/large`) }));
const listed = await s3.send(new ListObjectsV2Command({ Bucket }));
assert.deepEqual(listed.Contents.map((each) => each.Key), ["a/b c+ü", "by link", "copy", "large"]);
const Objects = listed.Contents.map(({ Key }) => ({ Key }));
assert.equal((await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))).Deleted.length, 4);
console.log("all held");
