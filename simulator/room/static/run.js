// The run's time and quota, its systems, and what of it is real.

import { act } from "./api.js";
import { $, count } from "./dom.js";
import { onState } from "./store.js";

export function startRun() {
  $("clock").addEventListener("click", (event) => {
    const button = event.target.closest("[data-seconds]");
    if (button) act("clock", { seconds: Number(button.dataset.seconds) });
  });
  $("quota-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await act("quota", { limit: Number($("limit").value) })) $("quota-menu").hidePopover();
  });
  $("lanes").addEventListener("click", (event) => {
    const button = event.target.closest("[data-power]");
    if (button) act(button.dataset.does, { system: button.dataset.power });
  });
  onState((state) => state.marks, (sentence) => ($("marks").textContent = sentence));
  onState((state) => state.time, showTime);
  onState((state) => state.quota, showQuota);
  onState((state) => state.systems, (systems) => systems.forEach(showSystem));
}

function showTime(time) {
  $("time").textContent = time.slice(11, 19);
  const day = new Date(time).toLocaleDateString("en-GB", { dateStyle: "full", timeZone: "UTC" });
  $("date").textContent = `${day}, ${time.slice(11, 19)} UTC`;
}

function showQuota(quota) {
  $("quota-tool").hidden = !quota;
  if (!quota) return;
  $("quota").textContent = `${quota.remaining} of ${quota.limit} left`;
  const day = new Date(quota.resets_at).toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
  $("quota-words").textContent = `${count(quota.used, "image")} used, ${quota.reserved} reserved; it resets on ${day}.`;
  if (document.activeElement !== $("limit")) $("limit").value = quota.limit;
}

function showSystem(system) {
  for (const lane of document.querySelectorAll(`.lane[data-system="${CSS.escape(system.name)}"]`)) {
    lane.classList.toggle("is-down", !system.up);
    lane.classList.toggle("is-real", system.kind === "real");
    lane.querySelector(".kind").textContent = system.up ? system.kind : "down";
    lane.title = system.address;
    const button = lane.querySelector("[data-power]");
    if (!button) continue;
    button.hidden = !system.can_stop;
    button.dataset.does = system.up ? "stop" : "start";
    button.setAttribute("aria-label", `${system.up ? "Stop" : "Start"} ${system.label}`);
    button.title = button.getAttribute("aria-label");
  }
}
