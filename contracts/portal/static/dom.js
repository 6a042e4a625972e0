// Building blocks of the page. Text is only ever set as text: nothing that came over the wire becomes markup.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = new URL("icons.svg", import.meta.url).pathname;

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${ICONS}#${name}`);
  svg.append(use);
  return svg;
}

export function announce(text) {
  $("announcer").textContent = text;
}

export function showBanner(banner, { text, link }) {
  const message = el("span", {}, text);
  if (link) message.append(" ", el("a", { href: link.href }, link.text));
  if (banner.lastChild?.textContent === message.textContent) return; // said before: don't let it be read out again
  banner.replaceChildren(icon("alert"), message);
  banner.hidden = false;
}

export function hideBanner(banner) {
  banner.hidden = true;
  banner.replaceChildren();
}
