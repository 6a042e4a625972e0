// Short messages: each stays until it is dismissed, or long enough to be read; never while a pointer or the focus is on it.

import { $, el, icon } from "./dom.js";

const SHOWN = 8000;
const MOST = 3;

export function toast(sentence) {
  const close = el("button", { type: "button", "aria-label": "Dismiss" }, icon("close"));
  const shown = el("div", { className: "toast", role: "alert" }, el("p", { textContent: sentence }), close);
  close.addEventListener("click", () => shown.remove());
  bringForward();
  $("toasts").append(shown);
  while ($("toasts").childElementCount > MOST) $("toasts").firstElementChild.remove();
  dismissLater(shown);
}

// While a dialog is open, what is not in it can be neither seen nor reached.
function bringForward() {
  const dialog = document.querySelector("dialog:modal");
  (dialog ?? document.body).append($("toasts"));
  dialog?.addEventListener("close", () => document.body.append($("toasts")), { once: true });
}

function dismissLater(shown) {
  setTimeout(() => (shown.matches(":hover, :focus-within") ? dismissLater(shown) : shown.remove()), SHOWN);
}
