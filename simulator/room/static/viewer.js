// A picture, as large as the window.

import { $ } from "./dom.js";

export function openPicture(address, prompt) {
  const image = $("viewer").querySelector("img");
  image.src = address;
  image.alt = prompt;
  $("viewer-prompt").textContent = prompt;
  $("viewer").showModal();
}
