/** Menus, `details[data-menu]`: one open at a time, closed by Escape and by a press elsewhere. */

const OPEN = "details[data-menu][open]";

/** Close menus as people expect it. */
export function start() {
  document.addEventListener("click", (event) => closeAllBut(event.target));
  document.addEventListener("focusin", (event) => closeAllBut(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      closeInnermost(event);
    }
  });
}

/** @param {EventTarget | null} target */
function closeAllBut(target) {
  for (const menu of document.querySelectorAll(OPEN)) {
    if (!(target instanceof Node && menu.contains(target))) {
      menu.removeAttribute("open");
    }
  }
}

/** @param {KeyboardEvent} event */
function closeInnermost(event) {
  const menu = [...document.querySelectorAll(OPEN)].at(-1);
  if (menu) {
    event.preventDefault();
    const hadFocus = menu.contains(document.activeElement);
    menu.removeAttribute("open");
    if (hadFocus) {
      menu.querySelector("summary")?.focus();
    }
  }
}
