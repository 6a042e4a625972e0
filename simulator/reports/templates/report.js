"use strict";
// Without this script everything still opens and folds; it adds links into a row and copying.
const open = (id) => {
  const panel = document.getElementById(id);
  if (panel && panel.matches(".panel:not(:popover-open)")) panel.showPopover();
};
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-open]");
  if (!link) return;
  event.preventDefault();
  open(link.dataset.open);
});
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
    });
  }
}
open(location.hash.slice(1));
