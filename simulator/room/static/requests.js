// The requests, newest first: what was asked for, how far it came, its pictures. A click shows its rows alone.

import { act } from "./api.js";
import { $, el, icon, press } from "./dom.js";
import { onFilter, toggle } from "./filter.js";
import { onState } from "./store.js";
import { openPicture } from "./viewer.js";

const SIGNS = { pending: "pending", processing: "slow", completed: "passed", failed: "failed" };
const FAILURES = {
  blocked: "The AI service refused the prompt because of its content rules.",
  provider_error: "The AI service had a fault of its own.",
  provider_rejected: "The AI service does not take these parameters.",
  dispatch_failed: "The request could not be handed to n8n.",
  timed_out: "No outcome came before the deadline.",
  too_large: "The picture came out larger than can be kept.",
  invalid_image: "What came back was no proper image.",
  storage_failed: "The picture could not be stored.",
};

const cards = new Map(); // id → { item, text }
let chosen = null;

export function startRequests() {
  $("submit").addEventListener("submit", submit);
  onState((state) => state.requests, show);
  onFilter(({ request }) => {
    chosen = request;
    mark();
  });
}

async function submit(event) {
  event.preventDefault();
  if (await act("submit", { prompt: $("prompt").value })) event.target.reset();
}

function show(requests) {
  const known = new Set(requests.map((each) => each.id));
  for (const [id, { item }] of cards) {
    if (known.has(id)) continue;
    item.remove();
    cards.delete(id);
  }
  requests.forEach((request, place) => {
    const item = cardOf(request);
    if ($("requests").children[place] !== item) $("requests").insertBefore(item, $("requests").children[place] ?? null);
  });
  $("no-requests").hidden = requests.length > 0;
  mark();
}

// A card that is as it was is left alone: its focus and its loaded pictures stay.
function cardOf(request) {
  const text = JSON.stringify(request);
  const known = cards.get(request.id);
  if (known?.text === text) return known.item;
  const item = known?.item ?? el("li");
  const focused = item.contains(document.activeElement);
  item.className = `request is-${request.status}`;
  item.replaceChildren(head(request), ...failure(request), ...pictures(request));
  if (focused) item.firstChild.focus();
  cards.set(request.id, { item, text });
  return item;
}

function head(request) {
  const prompt = el("b", { textContent: request.prompt || "Prompt not seen", dir: "auto" });
  const status = el("span", { className: "status" }, icon(SIGNS[request.status] ?? "unsure"), request.status);
  const button = el("button", { type: "button", "aria-pressed": "false", title: "Show its rows alone" }, prompt, status);
  button.dataset.request = request.id;
  button.addEventListener("click", () => toggle("request", request.id));
  return button;
}

function failure({ failure_code: code }) {
  return code ? [el("p", { className: "why" }, FAILURES[code] ?? `It failed: ${code}.`)] : [];
}

function pictures(request) {
  if (!request.images.length) return [];
  const thumbs = request.images.map((address, place) => {
    const image = el("img", { src: address, alt: `Picture ${place + 1} of “${request.prompt}”: enlarge`, loading: "lazy" });
    const button = el("button", { type: "button", className: "thumb" }, image);
    image.addEventListener("error", () => button.replaceChildren(el("span", { textContent: "The picture is not here." })));
    button.addEventListener("click", () => openPicture(address, request.prompt));
    return button;
  });
  return [el("div", { className: "thumbs" }, ...thumbs)];
}

function mark() {
  press($("requests").querySelectorAll("[data-request]"), (button) => button.dataset.request === chosen);
}
