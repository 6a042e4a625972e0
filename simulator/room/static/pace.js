// How fast the run goes, and the keys for it.

import { act } from "./api.js";
import { $, press } from "./dom.js";
import { moveTo } from "./diagram.js";
import { onState, state } from "./store.js";

const PAGE = 10;
const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -Infinity, End: Infinity };
const TAKES_KEYS = "input, select, textarea, button, a, summary, [contenteditable]";

export function startPace() {
  $("pace").addEventListener("click", (event) => {
    const button = event.target.closest("[data-pace]");
    if (button) set(button.dataset.pace);
  });
  $("seconds").addEventListener("change", () => set("slow"));
  $("step").addEventListener("click", step);
  document.addEventListener("keydown", onKey);
  document.addEventListener("keyup", (event) => {
    if (event.key === " " && event.target.closest("#rows")) event.preventDefault(); // Firefox would open the row now
  });
  onState((told) => told.pace, show);
}

const set = (mode) => act("pace", { mode, seconds: Number($("seconds").value) });

// From a run at full speed the first step only pauses: there is nothing to let pass yet.
const step = () => (state?.pace.mode === "run" ? set("paused") : act("step"));

function show({ mode, seconds, waiting }) {
  press($("pace").querySelectorAll("button"), (button) => button.dataset.pace === mode);
  if (mode === "slow" && document.activeElement !== $("seconds")) $("seconds").value = nearest(seconds);
  $("waiting").textContent = waiting ? `${waiting} waiting` : mode === "paused" ? "paused" : "";
}

// A script may have set a pace that the page does not offer.
function nearest(seconds) {
  const off = (option) => Math.abs(Number(option.value) - seconds);
  return [...$("seconds").options].sort((a, b) => off(a) - off(b))[0].value;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog:modal, :popover-open")) return;
  const row = event.target.closest("#rows");
  if (row && event.key in MOVES) {
    event.preventDefault();
    moveTo(MOVES[event.key]);
    return;
  }
  // A control that has the focus keeps its keys; a row opens with Enter, so that space can pause there too.
  if (!row && event.target.closest(TAKES_KEYS)) return;
  if (event.key === " ") {
    event.preventDefault();
    if (!event.repeat) set(state?.pace.mode === "paused" ? "run" : "paused");
  } else if (event.key.toLowerCase() === "n") step();
}
