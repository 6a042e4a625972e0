// What people do, as the server takes it. A refusal is shown as the sentence that the server gave.

import { toast } from "./toasts.js";

export function act(name, values = {}) {
  return send(name, "application/json", JSON.stringify(values));
}

export function replay(file) {
  return send("replay", "application/x-ndjson", file);
}

// Tells whether it was done.
async function send(name, type, body) {
  try {
    const answer = await fetch(`/do/${name}`, { method: "POST", headers: { "Content-Type": type }, body });
    if (answer.ok) return true;
    toast(await sentenceOf(answer));
  } catch {
    toast("The control room does not answer: see whether it still runs.");
  }
  return false;
}

export async function sentenceOf(answer) {
  try {
    return (await answer.json()).detail ?? `The control room answered ${answer.status}.`;
  } catch {
    return `The control room answered ${answer.status}.`;
  }
}
