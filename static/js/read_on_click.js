/** Who follows a notice has read it, wherever it leads: from the list, and from a passing word. */

import { ask } from "./requests.js";

/** Tell the server which notice a link that is followed belongs to: `data-opens`. */
export function start() {
  for (const way of ["click", "auxclick"]) {
    document.addEventListener(way, ({ target }) => {
      const link = target instanceof Element ? target.closest("a[data-opens]") : null;
      if (link) {
        const bundle = link.getAttribute("data-opens");
        ask(`/notifications/${bundle}/lue`, { method: "POST", outlivesPage: true });
      }
    });
  }
}
