// Short messages: each stays until it is dismissed, or long enough to be read; never while a pointer or the focus is on it.

import { $, el, icon } from "./dom.js";

const SHOWN = 8000;
const MOST = 3;

export function toast(sentence) {
  const close = el("button", { type: "button", "aria-label": "Dismiss" }, icon("close"));
  const shown = el("div", { className: "toast" }, el("p", { textContent: sentence }), close);
  close.addEventListener("click", () => shown.remove());
  $("toasts").append(shown);
  while ($("toasts").childElementCount > MOST) $("toasts").firstElementChild.remove();
  dismissLater(shown);
}

function dismissLater(shown) {
  setTimeout(() => (shown.matches(":hover, :focus-within") ? dismissLater(shown) : shown.remove()), SHOWN);
}
