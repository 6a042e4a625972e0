// The flow's JSON API as the page uses it: reads are revalidated by ETag, writes bear an Idempotency-Key.

const ROOT = "/imageflow/v1";
const PATIENCE = 30_000;
const known = new Map();

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `The server answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

// Nobody knows whether the server got it: no answer, or one that can't be read.
export class Unreachable extends Error {}

export async function read(path) {
  const before = known.get(path);
  const response = await call(path, { headers: before ? { "If-None-Match": before.tag } : {} });
  if (response.status === 304 && before) return before.body;
  const body = await bodyOf(response);
  known.set(path, { tag: response.headers.get("ETag") ?? "", body });
  return body;
}

export async function submit(body, key) {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": key };
  return bodyOf(await call("/requests", { method: "POST", headers, body }));
}

async function call(path, options) {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    return await fetch(ROOT + path, { ...options, cache: "no-store", credentials: "same-origin", signal });
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

async function bodyOf(response) {
  if (!response.ok) throw new Refusal(response.status, await response.json().catch(() => ({})));
  try {
    return await response.json();
  } catch (error) {
    throw new Unreachable(error.message);
  }
}

// `crypto.randomUUID` is missing on plain http from another machine; random bytes are not.
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
