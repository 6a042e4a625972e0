// What the server told, and who wants to hear of it. Everything shown is derived from this, so a reload shows the same.

const KEPT = 200_000; // as many rows as the server's longest journal has

export const rows = new Map();
export let state = null;

let sorted = [];
let messy = false;
const rowWatchers = new Set();
const stateWatchers = new Set();

export function begin() {
  rows.clear();
  sorted = [];
  changed([]);
}

export function take(fresh) {
  for (const row of fresh) {
    const known = rows.get(row.key);
    if (known) Object.assign(known, row);
    else place(row);
    messy ||= known !== undefined && known.order !== row.order;
  }
  if (sorted.length > KEPT) for (const old of sorted.splice(0, sorted.length - KEPT)) rows.delete(old.key);
  changed(fresh);
}

// Rows come almost in order: an answer belongs a few places further up at most.
function place(row) {
  rows.set(row.key, row);
  let at = sorted.length;
  while (at > 0 && sorted[at - 1].order > row.order) at -= 1;
  sorted.splice(at, 0, row);
}

export function inOrder() {
  if (messy) sorted.sort((a, b) => a.order - b.order);
  messy = false;
  return sorted;
}

export function onRows(watcher) {
  rowWatchers.add(watcher);
}

function changed(fresh) {
  for (const watcher of rowWatchers) watcher(fresh);
}

// Call `render` with a part of the state whenever that part is another than before.
export function onState(pick, render) {
  let before;
  const watcher = () => {
    const part = pick(state);
    const text = JSON.stringify(part);
    if (text === before) return;
    before = text;
    render(part);
  };
  stateWatchers.add(watcher);
}

export function setState(fresh) {
  state = fresh;
  for (const watcher of stateWatchers) watcher();
}
