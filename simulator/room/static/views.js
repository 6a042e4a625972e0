// On a narrow screen one of two is shown: the stories and requests, or the diagram.

import { press } from "./dom.js";

const buttons = document.querySelectorAll("[data-show]");

export function startViews() {
  for (const button of buttons) button.addEventListener("click", () => showView(button.dataset.show));
}

export function showView(name) {
  document.body.dataset.view = name;
  press(buttons, (button) => button.dataset.show === name);
}
