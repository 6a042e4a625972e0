"use strict";
// Without this script every row still opens and the support rows fold; it adds links between entries, and copying.
const open = (id) => {
  const panel = document.getElementById(id);
  if (!panel || !panel.matches(".panel:not(:popover-open)")) return;
  document.querySelector(":popover-open")?.hidePopover();
  // The row has the focus when its panel closes again, however the reader came here.
  document.querySelector(`.row.own [popovertarget="${id}"]`)?.focus();
  panel.showPopover();
};
for (const button of document.querySelectorAll("button[data-open]")) button.hidden = false;
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
