// The page of AI images: brings form, cards, gallery and the API together.

import { read, Refusal } from "./api.js";
import { finish, remove, showFailure, showRunning } from "./cards.js";
import { $, announce, hideBanner, showBanner } from "./dom.js";
import { startForm, usePrompt } from "./form.js";
import { addToGallery, hasItems } from "./gallery.js";
import { poller } from "./poll.js";
import { showQuota } from "./quota.js";
import { openViewer, startViewer } from "./viewer.js";
import { failureText, images, shorten, troubleOf } from "./words.js";

const SAID = { pending: "Accepted", processing: "Sent to the workflow: being painted" };

// The page's times follow the server's clock, which may be ahead of the browser's.
const ahead = Date.parse($("main").dataset.now) - Date.now();
const now = () => Date.now() + ahead;

const RETRY = 5000;
let retry = null;
const statuses = new Map();
const shapes = new Map();

const polls = poller({
  async look(id) {
    return take(await read(`/requests/${id}`));
  },
  troubled,
});

// Takes in what the API tells of a request; true while the request runs.
function take(view) {
  const before = statuses.get(view.id);
  if (before === view.status) return isRunning(view);
  statuses.set(view.id, view.status);
  if (isRunning(view)) {
    showRunning(view, { shape: shapes.get(view.id), now });
    if (before) announce(`${SAID[view.status]}: ${shorten(view.prompt, 60)}`);
    return true;
  }
  end(view, before !== undefined);
  return false;
}

const isRunning = ({ status }) => status === "pending" || status === "processing";

function end(view, fresh) {
  if (view.status === "completed") {
    finish(view);
    addToGallery(view, { open: openViewer, fresh });
  } else if (fresh) {
    showFailure(view, $("cards"), { again: usePrompt, dismiss: () => putAside(view) });
  } else {
    putAside(view);
  }
  showEmptiness();
  if (!fresh) return;
  announce(view.status === "completed" ? `Ready: ${images(view.images.length)} of ${shorten(view.prompt, 60)}` : failureText(view.failure_code));
  refreshQuota();
}

function putAside(view) {
  remove(view.id);
  $("past").hidden = false;
  showFailure(view, $("failures"), { again: usePrompt });
}

function showEmptiness() {
  $("empty").hidden = hasItems();
}

async function refreshQuota() {
  try {
    showQuota(await read("/quota"));
  } catch (error) {
    troubled(error);
  }
}

async function refreshAll() {
  clearTimeout(retry);
  try {
    const { requests } = await read("/requests");
    for (const view of requests) if (take(view)) polls.watch(view.id);
    showEmptiness();
    troubled(null);
  } catch (error) {
    if (troubled(error) !== "stop") retry = setTimeout(refreshAll, RETRY);
  }
}

function troubled(error) {
  if (!error) return hideBanner($("trouble"));
  // What the form has just refused for the same reason need not be said twice.
  if ($("refusal").hidden) showBanner($("trouble"), troubleOf(error));
  return error instanceof Refusal && error.status === 401 ? "stop" : "go on";
}

function accepted(receipt, wanted) {
  shapes.set(receipt.id, wanted.size);
  showQuota(receipt.quota);
  take({ ...receipt, prompt: wanted.prompt.trim() });
  announce(`${SAID.pending}: ${shorten(wanted.prompt, 60)}`);
  polls.watch(receipt.id);
  $("cards").firstElementChild?.scrollIntoView({ block: "nearest" });
}

startForm({ accepted });
startViewer({ reuse: usePrompt });
document.addEventListener("visibilitychange", () => document.hidden || refreshAll());
refreshAll();
refreshQuota();
