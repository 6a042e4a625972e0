// Which rows are shown: of one request, of one interaction, failed ones, with or without supporting traffic.

import { $, count, press } from "./dom.js";
import { inOrder, onRows, rows } from "./store.js";

const chosen = { request: null, interaction: null, failed: false, support: false };
const watchers = new Set();

export const onFilter = (watcher) => watchers.add(watcher);

export function choose(change) {
  Object.assign(chosen, change);
  $("only-failed").checked = chosen.failed;
  $("show-support").checked = chosen.support;
  press(document.querySelectorAll("#coverage button"), (button) => button.dataset.interaction === chosen.interaction);
  for (const watcher of watchers) watcher(chosen);
}

export function clear() {
  choose({ request: null, interaction: null, failed: false });
}

// Choosing what is chosen already lets go of it.
export function toggle(name, value) {
  choose({ [name]: chosen[name] === value ? null : value });
}

export function shownRows() {
  return inOrder().filter(fits);
}

function fits(row) {
  if (chosen.request !== null && row.request_id !== chosen.request) return false;
  if (chosen.interaction !== null && row.interaction !== chosen.interaction) return false;
  if (chosen.failed) return row.verdict === "failed";
  return chosen.support || row.interaction !== "support";
}

export function tell(shown) {
  const narrowed = chosen.request !== null || chosen.interaction !== null || chosen.failed;
  const words = [`${shown.toLocaleString("en")} of ${count(rows.size, "row")}`];
  if (chosen.interaction !== null) words.push(chosen.interaction);
  if (chosen.request !== null) words.push(`request ${chosen.request.slice(0, 8)}`);
  $("shown").replaceChildren(narrowed ? words.join(" · ") : "", narrowed ? clearButton() : "");
}

let button = null;
function clearButton() {
  if (!button) {
    button = document.createElement("button");
    Object.assign(button, { type: "button", className: "textual", textContent: "Show all" });
    button.dataset.clearFilter = "";
  }
  return button;
}

export function startFilter() {
  $("only-failed").addEventListener("change", (event) => choose({ failed: event.target.checked }));
  $("show-support").addEventListener("change", (event) => choose({ support: event.target.checked }));
  $("coverage").addEventListener("click", (event) => {
    const one = event.target.closest("[data-interaction]");
    if (one) toggle("interaction", one.dataset.interaction);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-clear-filter]")) clear();
  });
  onRows(() => {
    // A journal that begins anew does not know the request any more.
    if (rows.size === 0 && chosen.request !== null) choose({ request: null });
  });
}
