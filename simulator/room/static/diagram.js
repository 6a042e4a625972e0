// The rows that are in view, and no others: ten thousand of them scroll as lightly as ten.

import { drawRow } from "./arrow.js";
import { $, el } from "./dom.js";
import { onFilter, shownRows, tell } from "./filter.js";
import { onRows, rows } from "./store.js";

export const HEIGHT = 40; // of a row, as diagram.css has it
const AROUND = 8; // rows drawn beyond each edge
const NEAR = 1.5 * HEIGHT;

const list = $("rows");
const scroller = $("scroller");
const names = [...document.querySelectorAll("#lanes b")].map((each) => each.textContent);
const drawn = new Map(); // key → its <li>
let shown = [];
let stale = new Set(); // keys whose row has to be drawn anew
let due = false; // a frame is asked for
let pressed = false; // a pointer is down on a row: what it is on stays where it is until it lets go
let filtered = false; // there are other rows than in the last frame
let follow = true;
let seen = 0; // rows there were when the reader left the end
let active = null; // key of the row that Tab leads to
let chosen = null; // seq of the entry whose panel is open

export function startDiagram() {
  onRows((fresh) => {
    for (const row of fresh) stale.add(row.key);
    later(true);
  });
  onFilter(() => {
    follow = true;
    later(true);
  });
  list.addEventListener("pointerdown", () => (pressed = true));
  for (const end of ["pointerup", "pointercancel", "dragend", "blur"]) addEventListener(end, release);
  scroller.addEventListener("scroll", () => {
    followIfAtEnd();
    later(false);
  }, { passive: true });
  new ResizeObserver(() => later(false)).observe(scroller);
  $("jump").addEventListener("click", jump);
  later(true);
}

function later(anew) {
  filtered ||= anew;
  if (due) return;
  due = true;
  requestAnimationFrame(render);
}

function render() {
  due = false;
  if (pressed) return;
  if (filtered) refilter();
  if (follow) scroller.scrollTop = scroller.scrollHeight;
  draw();
  $("jump").hidden = follow || shown.length === 0;
  const fresh = Math.max(0, shown.length - seen);
  $("jump").lastElementChild.textContent = fresh ? `${fresh} newer` : "Jump to the newest";
}

// The click comes right after, and meets the row that was pressed.
function release() {
  if (!pressed) return;
  pressed = false;
  later(false);
}

function refilter() {
  filtered = false;
  shown = shownRows();
  list.style.height = `${shown.length * HEIGHT}px`;
  $("empty").hidden = rows.size > 0;
  $("nothing").hidden = rows.size === 0 || shown.length > 0;
  if (follow) seen = shown.length;
  tell(shown.length);
}

function draw() {
  const [first, last] = inView();
  const wanted = new Map();
  for (let i = first; i < last; i += 1) wanted.set(shown[i].key, i);
  // The focus must not be lost with a row that scrolls away.
  const focused = document.activeElement?.closest?.("#rows li")?.dataset.key;
  if (focused && !wanted.has(focused)) {
    const index = indexOf(focused);
    if (index >= 0) wanted.set(focused, index);
  }
  for (const [key, item] of drawn) {
    if (wanted.has(key)) item.dataset.index = wanted.get(key);
    else remove(key, item);
  }
  for (const [key, index] of wanted) show(key, index);
  stale = new Set();
  setActive(wanted.has(active) ? active : shown[last - 1]?.key);
}

function inView() {
  const top = Math.max(0, scroller.scrollTop - list.offsetTop);
  const first = Math.max(0, Math.floor(top / HEIGHT) - AROUND);
  return [first, Math.min(shown.length, Math.ceil((top + scroller.clientHeight) / HEIGHT) + AROUND)];
}

function remove(key, item) {
  item.remove();
  drawn.delete(key);
}

function show(key, index) {
  let item = drawn.get(key);
  if (!item) {
    item = el("li");
    Object.assign(item.dataset, { key, index });
    list.insertBefore(item, following(index));
    drawn.set(key, item);
    stale.add(key);
  }
  if (stale.has(key)) redraw(item, shown[index]);
  const top = `${index * HEIGHT}px`;
  if (item.style.top !== top) item.style.top = top;
  item.setAttribute("aria-posinset", index + 1);
  item.setAttribute("aria-setsize", shown.length);
}

// Screen readers go by the order in the document.
function following(index) {
  for (let item = list.lastElementChild, after = null; ; item = item.previousElementSibling) {
    if (!item || Number(item.dataset.index) < index) return after;
    after = item;
  }
}

function redraw(item, row) {
  const focused = item.contains(document.activeElement);
  item.replaceChildren(drawRow(row, names));
  item.dataset.seq = row.seq;
  item.firstChild.classList.toggle("chosen", row.seq === chosen);
  if (row.key === active) item.firstChild.tabIndex = 0;
  if (focused) item.firstChild.focus({ preventScroll: true });
}

function setActive(key) {
  const before = drawn.get(active)?.firstChild;
  if (before) before.tabIndex = -1;
  active = key ?? null;
  const now = drawn.get(active)?.firstChild;
  if (now) now.tabIndex = 0;
}

const indexOf = (key) => shown.findIndex((row) => row.key === key);

function followIfAtEnd() {
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  if (!atEnd && follow) seen = shown.length;
  follow = atEnd;
}

function jump() {
  follow = true;
  seen = shown.length;
  later(false);
  requestAnimationFrame(() => drawn.get(shown.at(-1)?.key)?.firstChild.focus({ preventScroll: true }));
}

// Move to another row: `by` rows on, or to an end with ±Infinity.
export function moveTo(by) {
  const from = Math.max(0, indexOf(active));
  const to = Math.min(shown.length - 1, Math.max(0, from + by));
  if (to < 0) return;
  reveal(to);
  followIfAtEnd();
  draw();
  setActive(shown[to].key);
  drawn.get(active)?.firstChild.focus({ preventScroll: true });
}

function reveal(index) {
  const [top, head] = [index * HEIGHT, list.offsetTop];
  const room = scroller.clientHeight - head;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + HEIGHT > scroller.scrollTop + room) scroller.scrollTop = top + HEIGHT - room;
}

export function focusRow(key) {
  const index = indexOf(key);
  if (index < 0) return list.focus();
  setActive(key);
  reveal(index);
  draw();
  setActive(key);
  drawn.get(key)?.firstChild.focus({ preventScroll: true });
}

// Keep a row in view although the diagram has got another size.
export function keep(key) {
  const index = indexOf(key);
  if (index < 0) return;
  reveal(index);
  followIfAtEnd();
  draw();
}

// Mark the rows of the entry whose panel is open, or none.
export function choose(seq) {
  chosen = seq;
  for (const item of drawn.values()) item.firstChild.classList.toggle("chosen", Number(item.dataset.seq) === seq);
}
