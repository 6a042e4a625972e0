// Finished images, newest first, in rows that fill their width.

import { $, el, icon } from "./dom.js";
import { images, shorten, typeName, when } from "./words.js";

const items = [];

export function addToGallery(view, { open, fresh }) {
  const place = items.findIndex((item) => item.view.created_at < view.created_at);
  const at = place === -1 ? items.length : place;
  const added = view.images.map((image, position) => newItem(view, image, position, open));
  const next = items[at]?.figure ?? null;
  items.splice(at, 0, ...added);
  for (const { figure } of added) {
    figure.classList.toggle("fresh", fresh);
    $("gallery").insertBefore(figure, next);
  }
  $("count").textContent = images(items.length);
}

export const hasItems = () => items.length > 0;
export const itemAt = (index) => items[(index + items.length) % items.length];
export const indexOf = (item) => items.indexOf(item);
export const isSingle = () => items.length === 1;

function newItem(view, image, position, open) {
  const item = { view, image, name: fileName(view, image, position) };
  item.of = view.images.length > 1 ? `${position + 1} of ${view.images.length}` : "";
  item.opener = el("button", { type: "button", class: "open", "aria-haspopup": "dialog" }, picture(view, image, item.of));
  item.opener.addEventListener("click", () => open(item));
  const facts = [item.of, `${image.width} × ${image.height}`, typeName(image.media_type), when(view.created_at)];
  const download = { class: "round small", href: image.url, download: item.name, "aria-label": `Download ${item.name}` };
  item.figure = el(
    "figure",
    { "data-image": image.id },
    item.opener,
    el(
      "figcaption",
      {},
      el("div", {}, el("p", { class: "prompt" }, view.prompt), el("small", {}, facts.filter(Boolean).join(" · "))),
      el("a", download, icon("down")),
    ),
  );
  item.figure.style.setProperty("--ratio", image.width / image.height);
  return item;
}

function picture(view, image, of) {
  const alt = `${shorten(view.prompt)}${of ? ` (${of})` : ""}`;
  const { width, height, url } = image;
  const shown = el("img", { alt, width, height, loading: "lazy", decoding: "async", src: url });
  shown.addEventListener("load", () => shown.classList.add("loaded"));
  shown.addEventListener("error", () => shown.classList.add("broken"));
  return shown;
}

function fileName(view, image, position) {
  const words = view.prompt.toLowerCase().match(/[a-z0-9]+/g)?.slice(0, 6).join("-") || "image";
  return `${words}-${view.id.slice(0, 8)}-${position + 1}.${image.media_type.split("/")[1].replace("jpeg", "jpg")}`;
}
