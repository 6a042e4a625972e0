// The official JavaScript clients of OpenAI and Replicate against the AI stub: node ai.mjs URL
import assert from "node:assert/strict";
import OpenAI, { toFile } from "openai";
import Replicate from "replicate";

const url = process.argv[2];
const fox = { model: "gpt-image-2", prompt: "a red fox", size: "64x64" };
const client = (more = {}) => new OpenAI({ apiKey: "sk-imageflow", baseURL: `${url}/v1`, maxRetries: 0, ...more });
const wrong = (name) => ({ headers: { "x-imageflow-misbehave": name } });
const refused = async (work, kind, code) => {
  const error = await work.then(() => assert.fail("it was let in"), (error) => error);
  assert.ok(error instanceof kind, `${error}`);
  if (code !== undefined) assert.equal(error.code, code);
};

const made = await client().images.generate({ ...fox, n: 2 });
assert.equal(made.data.length, 2);
assert.equal(Buffer.from(made.data[0].b64_json, "base64").subarray(1, 4).toString(), "PNG");
assert.ok(made.usage.total_tokens > 0 && made._request_id.startsWith("req_"));

const events = [];
for await (const event of await client().images.generate({ ...fox, stream: true, partial_images: 2 })) events.push(event.type);
assert.deepEqual(events, ["image_generation.partial_image", "image_generation.partial_image", "image_generation.completed"]);

const picture = await toFile(Buffer.from(made.data[0].b64_json, "base64"), "a.png", { type: "image/png" });
assert.equal((await client().images.edit({ ...fox, image: picture })).data.length, 1);
assert.ok((await client().models.list()).data.some((model) => model.id === "gpt-image-2"));

await refused(client().images.generate({ ...fox, prompt: "gore" }), OpenAI.BadRequestError, "moderation_blocked");
await refused(client().images.generate({ ...fox, model: "dall-e-3" }), OpenAI.NotFoundError, "model_not_found");
await refused(client().images.generate(fox, wrong("no_credit")), OpenAI.RateLimitError, "insufficient_quota");
await refused(client().images.generate(fox, wrong("html")), OpenAI.InternalServerError);
await refused(client().images.generate(fox, wrong("reset")), OpenAI.APIConnectionError);
await refused(client({ apiKey: "wrong" }).models.list(), OpenAI.AuthenticationError, "invalid_api_key");

const told = { method: "PUT", headers: { authorization: "Bearer sk-imageflow", "content-type": "application/json" } };
await fetch(`${url}/imageflow/misbehaviour`, { ...told, body: JSON.stringify({ misbehave: "rate_limited=ms", times: 2 }) });
assert.equal((await client({ maxRetries: 2 }).images.generate(fox)).data.length, 1);

const replicate = new Replicate({ auth: "sk-imageflow", baseUrl: `${url}/v1`, useFileOutput: false });
const input = { prompt: "a red fox", width: 64, height: 64 };
const links = await replicate.run("stability-ai/sdxl", { input });
assert.equal((await fetch(links[0])).headers.get("content-type"), "image/png");
const prediction = await replicate.predictions.create({ model: "stability-ai/sdxl", input });
assert.equal((await replicate.wait(prediction)).status, "succeeded");
assert.ok((await replicate.webhooks.default.secret.get()).key.startsWith("whsec_"));
await assert.rejects(replicate.predictions.create({ model: "no/thing", input }), /404/);
console.log("all held");
