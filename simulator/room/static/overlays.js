// Menus stand below the button that opens them; a dialog closes by its button, by Escape, or by a click beside it.

const GAP = 6;

export function startOverlays() {
  for (const menu of document.querySelectorAll("[popover]")) {
    menu.addEventListener("toggle", (event) => {
      if (event.newState === "open") place(menu, document.querySelector(`[popovertarget="${menu.id}"]`));
    });
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    if (event.target.matches("dialog:modal") && isBeside(event)) event.target.close();
  });
}

function place(menu, button) {
  const { left, bottom } = button.getBoundingClientRect();
  const room = document.documentElement.clientWidth - menu.offsetWidth - GAP;
  menu.style.left = `${Math.max(GAP, Math.min(left, room))}px`;
  menu.style.top = `${bottom + GAP}px`;
}

function isBeside({ target, clientX, clientY }) {
  const box = target.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
