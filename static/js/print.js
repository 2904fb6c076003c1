/** A button that prints: `[data-print]`, hidden where nothing would happen. */

/** Show it, and print when it is pressed. */
export function start() {
  for (const button of document.querySelectorAll("[data-print]")) {
    if (button instanceof HTMLElement) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
  }
}
