// One row of the diagram: its words, and its arrow from lane to lane. Only x depends on the width, and only by per cent.

import { el, icon, signOf, svg } from "./dom.js";

const LANES = 7;
const LINE = 28; // y of the arrow within a row
const LONGEST = { start: 48, middle: 66, end: 48 };
const STYLE = { request: "solid", answer: "dashed", state: "dotted" };

const at = (lane) => ((lane + 0.5) / LANES) * 100;

export function drawRow(row, names) {
  const tone = row.verdict === "failed" ? "bad" : row.verdict === "could not check" ? "unsure" : "fine";
  const kind = row.interaction === "support" ? " support" : "";
  return el(
    "button",
    { type: "button", tabIndex: -1, className: `step is-${row.way} tone-${tone}${kind}${row.open ? " open" : ""}` },
    el("span", { className: "hidden", textContent: spoken(row, names) }),
    el("span", { className: "at", "aria-hidden": "true", textContent: row.at }),
    badge(row),
    caption(row),
    wire(row),
  );
}

function spoken(row, names) {
  const ends = row.from === row.to ? `of ${names[row.from]}` : `from ${names[row.from]} to ${names[row.to]}`;
  const more = [row.verdict, row.took, row.fault && `fault injected: ${row.fault}`, row.lost && "lost", row.open && "no answer yet"];
  return [`${row.interaction}, ${row.way} ${ends}: ${row.label}`, ...more.filter(Boolean)].join(", ");
}

// The answer that shares its request's entry bears no verdict of its own.
const isOwn = (row) => !row.key.endsWith("a");

function badge(row) {
  const sign = isOwn(row) ? icon(signOf(row.verdict)) : "";
  const named = row.interaction.startsWith("I") ? row.interaction : "·";
  return el("span", { className: isOwn(row) ? "sign own" : "sign", "aria-hidden": "true" }, sign, el("span", { textContent: named }));
}

function caption(row) {
  const words = el("span", { className: "brief", "aria-hidden": "true" }, row.label);
  if (row.took) words.append(" ", el("i", { textContent: row.took }));
  if (row.fault && isOwn(row)) words.append(" ", el("em", { textContent: `fault: ${row.fault}` }));
  return words;
}

function wire(row) {
  const [start, tip] = [at(row.from), at(row.to)];
  const end = row.lost ? (start + tip) / 2 : tip;
  const drawn = svg("svg", { class: "wire", "aria-hidden": "true", focusable: "false" });
  if (row.from === row.to) drawn.append(spot(start, ...own(row)));
  else {
    drawn.append(svg("line", { class: STYLE[row.way], x1: `${start}%`, x2: `${end}%`, y1: LINE, y2: LINE }), spot(end, head(row)));
  }
  if (row.fault && isOwn(row)) drawn.append(spot((start + tip) / 2, ...bolt()));
  drawn.append(label(row, start, tip));
  return drawn;
}

// A place that lies so many per cent to the right: what is in it is drawn around its origin.
const spot = (x, ...drawn) => svg("svg", { x: `${x}%`, y: LINE, overflow: "visible" }, ...drawn);

const diamond = () => svg("path", { class: "tip", d: "M0-6 6 0 0 6-6 0z" });

function own(row) {
  if (row.way === "state") return [diamond()];
  return [svg("path", { class: "loop", d: "M0-10h26v12H2" }), svg("path", { class: "tip", d: "M0 2l9-5v10z" })];
}

function head(row) {
  const side = row.to > row.from ? 1 : -1;
  if (row.lost) return svg("path", { class: "cross", d: "M-6-6 6 6M6-6-6 6" });
  if (row.way === "state") return diamond();
  if (row.way === "answer") return svg("path", { class: "cross", d: `M${-9 * side}-5.5 0 0 ${-9 * side} 5.5` });
  return svg("path", { class: "tip", d: `M0 0 ${-10 * side}-5.5v11z` });
}

const bolt = () => [
  svg("circle", { class: "bolt", r: 9 }),
  svg("use", { class: "bolt", href: "#i-bolt", x: -6.5, y: -6.5, width: 13, height: 13 }),
];

// A label is wider than the gap between two lanes, so near an edge it grows inwards.
function label(row, start, tip) {
  const [left, right] = [Math.min(start, tip), Math.max(start, tip)];
  const anchor = right - left > 40 ? "middle" : left < 45 ? "start" : "end";
  const x = { start: left, middle: (left + right) / 2, end: right }[anchor];
  const text = svg("text", { x: { start: 12, middle: 0, end: -12 }[anchor], y: 16, "text-anchor": anchor }, shorten(row.label, LONGEST[anchor]));
  if (row.took) text.append(svg("tspan", { class: "took", dx: 8 }, row.took));
  if (row.fault && isOwn(row)) text.append(svg("tspan", { class: "fault", dx: 8 }, `fault: ${shorten(row.fault, 40)}`));
  return svg("svg", { class: "words", x: `${x}%`, overflow: "visible" }, text);
}

const shorten = (text, longest) => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);
