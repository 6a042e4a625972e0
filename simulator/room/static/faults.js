// Disturbing a hop: what is planned, and a dialog that plans more.

import { act } from "./api.js";
import { $, count, el, icon } from "./dom.js";
import { onState } from "./store.js";

const dialog = $("disturb");
const kinds = [...$("kind").options].map((option) => option.cloneNode(true));
let hop = null;

export function startFaults() {
  $("hops").addEventListener("click", (event) => {
    const button = event.target.closest("[data-hop]");
    if (button) openFault(button.dataset.hop);
  });
  $("kind").addEventListener("change", offerValue);
  $("fault-form").addEventListener("input", showSpec);
  $("fault-form").addEventListener("submit", plan);
  $("clear-faults").addEventListener("click", () => act("clear_faults"));
  onState((state) => state.faults, showPlanned);
}

// `interaction` is that of the arrow which was pointed at: the fault may be for it alone.
export function openFault(name, interaction = "") {
  hop = name;
  $("disturb-hop").textContent = document.querySelector(`[data-hop="${CSS.escape(name)}"]`).firstChild.data.trim();
  const one = interaction.startsWith("I") ? interaction : "";
  $("scope-field").hidden = !one;
  $("scope-one").value = one;
  $("scope-one").textContent = `${one} alone`;
  $("scope").value = "";
  const before = $("kind").value;
  $("kind").replaceChildren(...kinds.filter((option) => option.dataset.hops.split(" ").includes(name)));
  $("kind").value = before;
  if (!$("kind").value) $("kind").selectedIndex = 0;
  offerValue();
  dialog.showModal();
}

function offerValue() {
  const { value, values, hint } = $("kind").selectedOptions[0].dataset;
  $("value-field").hidden = !values;
  $("value").value = value;
  $("value-hint").textContent = values && `Such as ${values}.`;
  $("kind-hint").textContent = hint;
  showSpec();
}

function spec() {
  const where = $("scope").value ? `${hop}/${$("scope").value}` : hop;
  const value = $("value-field").hidden || !$("value").value.trim() ? "" : `=${$("value").value.trim()}`;
  const when = $("when").value === "chance" ? `${$("chance").value}%` : $("when").value;
  return `${where}:${$("kind").value}${value}@${when}`;
}

function showSpec() {
  $("chance-field").hidden = $("when").value !== "chance";
  $("chance").disabled = $("when").value !== "chance";
  $("spec").textContent = spec();
}

async function plan(event) {
  event.preventDefault();
  if (await act("fault", { spec: spec() })) dialog.close();
}

function showPlanned(faults) {
  $("planned").replaceChildren(...faults.map(planned));
  $("none-planned").hidden = faults.length > 0;
  $("clear-faults").hidden = faults.length === 0;
  for (const button of $("hops").querySelectorAll("button")) mark(button, faults.filter((each) => each.hop === button.dataset.hop));
}

function planned(fault) {
  const drop = el("button", { type: "button", className: "button", textContent: "Remove" });
  drop.setAttribute("aria-label", `Remove ${fault.text}`);
  drop.addEventListener("click", () => act("remove_fault", { id: fault.id }));
  const words = el("span", {}, fault.text, " ", el("code", { textContent: fault.spec }));
  return el("li", {}, icon("bolt"), words, el("small", { textContent: count(fault.hits, "hit") }), drop);
}

function mark(button, faults) {
  const sign = button.querySelector("b");
  sign.hidden = faults.length === 0;
  sign.textContent = `${faults.length}`;
  sign.setAttribute("aria-label", count(faults.length, "fault"));
  button.classList.toggle("disturbed", faults.length > 0);
}
