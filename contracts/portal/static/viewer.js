// The large view: one image at a time, moved through with buttons or keys.

import { $ } from "./dom.js";
import { indexOf, isSingle, itemAt } from "./gallery.js";
import { shorten, typeName, when } from "./words.js";

const viewer = $("viewer");
let current = null;

export function startViewer({ reuse }) {
  const step = (by) => show(itemAt(indexOf(current) + by));
  const keys = { ArrowLeft: () => step(-1), ArrowRight: () => step(1), Home: () => show(itemAt(0)), End: () => show(itemAt(-1)) };
  $("previous").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("close").addEventListener("click", () => viewer.close());
  viewer.addEventListener("click", (event) => event.target === viewer && viewer.close());
  viewer.addEventListener("keydown", (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  // Back to the thumbnail of what was seen last, not of what was opened first.
  viewer.addEventListener("close", () => current.opener.focus());
  $("reuse").addEventListener("click", () => {
    viewer.close();
    reuse(current.view.prompt);
  });
}

export function openViewer(item) {
  show(item);
  viewer.showModal();
}

function show(item) {
  current = item;
  const { view, image } = item;
  const large = $("viewer-image");
  large.src = image.url;
  large.alt = shorten(view.prompt);
  large.width = image.width;
  large.height = image.height;
  $("viewer-title").textContent = view.prompt;
  const facts = [item.of, `${image.width} × ${image.height}`, typeName(image.media_type), when(view.created_at)];
  $("viewer-facts").textContent = facts.filter(Boolean).join(" · ");
  const ignored = view.ignored_parameters.map((name) => name.replaceAll("_", " ")).join(", ");
  $("viewer-ignored").textContent = ignored ? `Not used by the painter: ${ignored}` : "";
  $("viewer-download").href = image.url;
  $("viewer-download").download = item.name;
  $("previous").hidden = $("next").hidden = isSingle();
}
