// The form: what the user wants, sent once a click whatever the network does.

import { newKey, Refusal, submit } from "./api.js";
import { $, hideBanner, showBanner } from "./dom.js";
import { faultText, images, refusalOf } from "./words.js";

const LONGEST = 4000;
const SETTLE = 1000; // longer than a double click takes: its second click must not become a second order
const DRAFT = "imageflow-draft";

const form = $("form");
const field = form.elements;
const button = $("generate");

// One key belongs to one body, and stays with it until the server has answered for good.
let attempt = null;
let busy = false;

export function startForm({ accepted }) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(accepted);
  });
  form.addEventListener("input", (event) => {
    clearFault(event.target.closest("[data-field]"));
    refresh();
  });
  field.prompt.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) form.requestSubmit();
  });
  for (const chip of form.querySelectorAll("[data-prompt]")) {
    chip.addEventListener("click", () => usePrompt(chip.dataset.prompt));
  }
  field.prompt.value ||= sessionStorage.getItem(DRAFT) ?? "";
  refresh();
  $("controls").disabled = false;
}

export function usePrompt(text) {
  field.prompt.value = text;
  clearFault(field.prompt.closest("[data-field]"));
  refresh();
  field.prompt.focus();
}

function refresh() {
  const length = [...field.prompt.value.trim()].length;
  $("counter").textContent = `${length} / ${LONGEST}`;
  sessionStorage.setItem(DRAFT, field.prompt.value);
  $("counter").classList.toggle("over", length > LONGEST);
  if (!busy) label(`Generate ${images(Number(field.n.value))}`);
}

function values() {
  const { prompt, size, quality, format, n } = field;
  const wanted = { prompt: prompt.value, size: size.value, quality: quality.value, format: format.value, n: Number(n.value) };
  for (const name of ["style", "negative_prompt"]) {
    if (field[name].value.trim()) wanted[name] = field[name].value.trim();
  }
  const seed = field.seed.value.trim();
  if (seed) wanted.seed = /^\d{1,15}$/.test(seed) ? Number(seed) : seed;
  return wanted;
}

async function send(accepted) {
  if (busy) return;
  const wanted = values();
  const body = JSON.stringify(wanted);
  if (attempt?.body !== body) attempt = { key: newKey(), body };
  clearFaults();
  occupy("Sending …", "sending");
  try {
    const receipt = await submit(body, attempt.key);
    attempt = null;
    occupy("Sent", "sent");
    setTimeout(release, SETTLE);
    accepted(receipt, wanted);
  } catch (error) {
    if (isFinal(error)) attempt = null;
    release();
    refuse(error);
  }
}

const isFinal = (error) => error instanceof Refusal && error.status < 500 && error.problem.code !== "in_progress";

function occupy(text, state) {
  busy = true;
  button.setAttribute("aria-disabled", "true");
  button.dataset.state = state;
  label(text);
}

function release() {
  busy = false;
  button.removeAttribute("aria-disabled");
  delete button.dataset.state;
  refresh();
}

function label(text) {
  button.querySelector("span").textContent = text;
}

function refuse(error) {
  const faults = error instanceof Refusal && error.problem.code === "invalid" ? (error.problem.errors ?? []) : [];
  const homeless = faults.filter((fault) => !showFault(fault));
  const { text, link } = refusalOf(error);
  hideBanner($("trouble")); // the form says it, where the user is
  showBanner($("refusal"), { text: [text, ...homeless.map((fault) => `${fault.path}: ${fault.message}`)].join(" "), link });
  (form.querySelector("[aria-invalid]") ?? $("refusal")).focus();
}

function showFault(fault) {
  const group = form.querySelector(`[data-field="${CSS.escape(fault.path)}"]`);
  if (!group) return false;
  const note = $(`${fault.path}-fault`);
  note.textContent = faultText(fault);
  note.hidden = false;
  for (const input of inputsOf(group)) {
    input.setAttribute("aria-invalid", "true");
    describe(input, (ids) => [...ids, note.id]);
  }
  group.closest("details")?.setAttribute("open", "");
  return true;
}

function clearFaults() {
  hideBanner($("refusal"));
  form.querySelectorAll("[data-field]").forEach(clearFault);
}

function clearFault(group) {
  const note = group?.querySelector(".fault:not([hidden])");
  if (!note) return;
  note.hidden = true;
  for (const input of inputsOf(group)) {
    input.removeAttribute("aria-invalid");
    describe(input, (ids) => ids.filter((id) => id !== note.id));
  }
}

const inputsOf = (group) => group.querySelectorAll("input, textarea");

function describe(input, change) {
  const before = (input.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  const after = [...new Set(change(before))];
  if (after.length) input.setAttribute("aria-describedby", after.join(" "));
  else input.removeAttribute("aria-describedby");
}
