/**
 * The drawer of notices, once it has been looked at for a moment: what it holds is new no more.
 * The button says the same without a script, and stays where it is: nothing moves.
 */

import { ask } from "./fetching.js";

/** Milliseconds on the screen that count as looking. */
const LOOK = 2000;

/** Tell the server, unless the page is left at once. */
export function start() {
  const form = document.querySelector("form[data-see-drawer]");
  if (form instanceof HTMLFormElement) {
    setTimeout(() => {
      if (document.visibilityState === "visible") {
        ask(form.getAttribute("action") ?? "", { method: "POST", body: new FormData(form) });
      }
    }, LOOK);
  }
}
