// What stands behind an arrow: beside the diagram where there is room, else a sheet over it.

import { sentenceOf } from "./api.js";
import { $ } from "./dom.js";
import { choose, focusRow, keep } from "./diagram.js";
import { openFault } from "./faults.js";
import { choose as filter } from "./filter.js";
import { onRows } from "./store.js";

const panel = $("panel");
const narrow = matchMedia("(max-width: 60rem)");
let open = null; // the key of the row it was opened from, and its entry's seq

export function startPanel() {
  $("rows").addEventListener("click", (event) => {
    // Not its button: a row that is drawn anew between press and release gets the click itself.
    const row = event.target.closest("[data-seq]");
    if (row) show({ key: row.dataset.key, seq: Number(row.dataset.seq) });
  });
  panel.addEventListener("close", closed);
  panel.addEventListener("click", act);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open && !document.querySelector("dialog:modal, :popover-open")) panel.close();
  });
  onRows((fresh) => {
    if (open && fresh.some((row) => row.seq === open.seq)) load(open);
  });
}

async function show(wanted) {
  if (!(await load(wanted))) return;
  if (!panel.open) narrow.matches ? panel.showModal() : panel.show();
  document.body.classList.add("with-panel");
  panel.scrollTop = 0;
  $("entry-title")?.focus({ preventScroll: true });
  choose(wanted.seq);
  keep(wanted.key);
}

async function load(wanted) {
  open = wanted;
  const [found, text] = await fetched(wanted.seq);
  if (open !== wanted) return false; // another one was opened meanwhile
  if (found) panel.innerHTML = text; // the server's template, every value escaped
  else panel.replaceChildren(refusal(text));
  for (const button of panel.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  return true;
}

async function fetched(seq) {
  try {
    const answer = await fetch(`/entries/${seq}`);
    return answer.ok ? [true, await answer.text()] : [false, await sentenceOf(answer)];
  } catch {
    return [false, "The control room does not answer: see whether it still runs."];
  }
}

function refusal(sentence) {
  const made = $("no-entry").content.cloneNode(true);
  made.querySelector("p").textContent = sentence;
  return made;
}

function closed() {
  document.body.classList.remove("with-panel");
  const { key } = open;
  open = null;
  choose(null);
  focusRow(key);
}

async function act(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const { copy, disturb, interaction, only } = button.dataset;
  if (only) filter({ request: only });
  if (disturb) openFault(disturb, interaction);
  if (copy) {
    await navigator.clipboard.writeText($(copy).textContent);
    button.textContent = "Copied";
  }
}
