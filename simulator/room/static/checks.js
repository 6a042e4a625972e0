// The laws over the journal, and how the eleven interactions stand.

import { $, el, icon, signOf } from "./dom.js";
import { onState } from "./store.js";

const ORDER = { failed: 0, "could not check": 1, passed: 2 };

export function startChecks() {
  onState((state) => state.verdicts, showLaws);
  onState((state) => state.coverage, (coverage) => coverage.forEach(showInteraction));
}

function showLaws(verdicts) {
  const worst = [...verdicts].sort((a, b) => ORDER[a.verdict] - ORDER[b.verdict]);
  const held = verdicts.filter((each) => each.verdict === "passed").length;
  const verdict = verdicts.length ? worst[0].verdict : "could not check";
  const words = verdicts.length ? [el("b", { textContent: `${held}/${verdicts.length}` }), el("span", { textContent: "laws hold" })] : ["No law judged"];
  $("laws").className = `tool laws v-${verdict.replaceAll(" ", "-")}`;
  $("laws").replaceChildren(icon(verdicts.length ? signOf(verdict) : "pending"), ...words);
  $("verdicts").replaceChildren(...worst.map(law));
}

function law({ name, verdict, reason }) {
  const sign = el("span", { className: `verdict v-${verdict.replaceAll(" ", "-")}` }, icon(signOf(verdict)), verdict);
  const words = el("span", {}, el("b", { textContent: name.replaceAll("_", " ") }));
  if (reason) words.append(" ", el("small", { textContent: reason, dir: "auto" }));
  return el("li", {}, words, sign);
}

function showInteraction({ id, verdict, count: seen }) {
  const button = $("coverage").querySelector(`[data-interaction="${CSS.escape(id)}"]`);
  if (!button) return;
  button.className = seen ? `v-${verdict.replaceAll(" ", "-")}` : "";
  button.querySelector("use").setAttribute("href", `#i-${seen ? signOf(verdict) : "pending"}`);
  button.querySelector(".said").textContent = seen ? `${verdict}, seen ${seen} times.` : "Not seen yet.";
}
