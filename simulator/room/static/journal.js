// The journal as a file: save it, replay a saved one, go back to the live run; and forget it.

import { act, replay } from "./api.js";
import { $, count } from "./dom.js";
import { onState } from "./store.js";
import { showView } from "./views.js";

export function startJournal() {
  $("open-journal").addEventListener("click", () => $("journal-file").click());
  $("journal-file").addEventListener("change", (event) => {
    open(event.target.files[0]);
    event.target.value = ""; // so that the same file can be chosen again
  });
  $("live").addEventListener("click", () => act("live"));
  $("ask-reset").addEventListener("click", () => {
    $("journal-menu").hidePopover();
    $("sure").showModal();
  });
  $("reset").addEventListener("click", async () => {
    $("sure").close();
    await act("reset");
  });
  takeDrops();
  onState((state) => state.source, show);
  onState((state) => state.counts, (counts) => {
    $("counts").textContent = `${count(counts.rows, "row")}, ${counts.failed} failed, ${counts.unchecked} could not be checked.`;
  });
}

async function open(file) {
  if (!file) return;
  $("journal-menu").hidePopover();
  if (await replay(file)) showView("flow");
}

function show(source) {
  document.body.classList.toggle("is-replay", source === "replay");
  $("replaying").hidden = $("replay-mark").hidden = source !== "replay";
}

function takeDrops() {
  const holdsFile = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    $("drop").hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) $("drop").hidden = true;
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    $("drop").hidden = true;
    open(event.dataTransfer.files[0]);
  });
}
