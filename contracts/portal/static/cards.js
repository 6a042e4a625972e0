// Cards of requests: those that run, step by step as the API tells them, and those that failed.

import { $, el, icon } from "./dom.js";
import { elapsed, failureText, when } from "./words.js";

const STEPS = ["Accepted", "Sent to workflow", "Painting", "Storing", "Ready"];
// The API tells three states. Painting and storing both lie within `processing`, so both are shown as under way.
const STATES = {
  pending: ["done", "now", "todo", "todo", "todo"],
  processing: ["done", "done", "now", "now", "todo"],
  completed: ["done", "done", "done", "done", "done"],
};
const TOLD = { done: "done", now: "under way", todo: "to come" };
const FAREWELL = 2500;

const cards = new Map();
let ticking = null;

export function showRunning(view, { shape, now }) {
  const card = cards.get(view.id) ?? newCard(view, shape);
  setSteps(card, view.status);
  card.tick = () => card.querySelector("time").replaceChildren(elapsed(now() - Date.parse(view.created_at)));
  card.tick();
  ticking ??= setInterval(() => cards.forEach((each) => each.tick?.()), 1000);
}

export function finish(view) {
  const card = cards.get(view.id);
  if (!card) return;
  card.tick = null;
  setSteps(card, "completed");
  setTimeout(() => remove(view.id), FAREWELL);
}

export function showFailure(view, list, { again, dismiss }) {
  remove(view.id);
  const retry = el("button", { type: "button", class: "button small" }, icon("again"), "Use this prompt again");
  retry.addEventListener("click", () => again(view.prompt));
  const card = el(
    "li",
    { class: "card failed", "data-request": view.id },
    el("span", { class: "sign" }, icon({ blocked: "block", timed_out: "clock" }[view.failure_code] ?? "alert")),
    el(
      "div",
      { class: "body" },
      el("p", { class: "prompt" }, view.prompt),
      el("p", { class: "why" }, failureText(view.failure_code), " ", el("strong", {}, "Your quota was given back.")),
      el("p", { class: "actions" }, retry, el("time", { datetime: view.created_at }, when(view.created_at))),
    ),
  );
  if (dismiss) {
    const away = el("button", { type: "button", class: "round small", "aria-label": "Dismiss" }, icon("close"));
    away.addEventListener("click", dismiss);
    card.append(away);
  }
  place(list, card, view);
  if (list === $("cards")) keep(view.id, card);
}

export function remove(id) {
  cards.get(id)?.remove();
  cards.delete(id);
  $("activity").hidden = cards.size === 0;
  if (cards.size === 0) ticking = clearInterval(ticking) ?? null;
}

// Newest first.
function place(list, card, view) {
  card.dataset.created = view.created_at;
  list.insertBefore(card, [...list.children].find((other) => other.dataset.created < view.created_at) ?? null);
}

function keep(id, card) {
  cards.set(id, card);
  $("activity").hidden = false;
}

function newCard(view, shape) {
  const canvas = el("div", { class: "canvas", "aria-hidden": "true" });
  canvas.style.aspectRatio = shape ? shape.replace("x", " / ") : "1";
  const steps = STEPS.map((name) => el("li", {}, el("span", {}, name), el("span", { class: "hidden" })));
  const card = el(
    "li",
    { class: "card running", "data-request": view.id },
    canvas,
    el(
      "div",
      { class: "body" },
      el("div", { class: "between" }, el("p", { class: "prompt" }, view.prompt), el("time", { "aria-label": "Elapsed" })),
      el("ol", { class: "steps" }, ...steps),
    ),
  );
  place($("cards"), card, view);
  keep(view.id, card);
  return card;
}

function setSteps(card, status) {
  card.dataset.status = status;
  card.querySelectorAll(".steps li").forEach((step, index) => {
    const state = STATES[status][index];
    step.dataset.state = state;
    step.lastChild.textContent = `: ${TOLD[state]}`;
  });
}
