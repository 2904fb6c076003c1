/**
 * What counts as seen once its page has been looked at for a moment: the drawer, requests of friends.
 * The form `[data-look]` says so by itself. Its button, where it has one, says the same without a
 * script, and stays where it is: nothing moves.
 */

import { ask } from "./requests.js";

/** Milliseconds on the screen that count as looking. */
const LOOK = 2000;

/** Tell the server, unless the page is left at once. */
export function start() {
  const form = document.querySelector("form[data-look]");
  if (form instanceof HTMLFormElement) {
    setTimeout(() => {
      if (document.visibilityState === "visible") {
        ask(form.getAttribute("action") ?? "", { method: "POST", body: new FormData(form) });
      }
    }, LOOK);
  }
}
