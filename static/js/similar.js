/** Threads that resemble the title being typed: `data-similar-url`, shown in `[data-similar]`. */

import { piecesOf } from "./fragments.js";
import { afterPause } from "./pauses.js";
import { ask } from "./requests.js";
import { steadily } from "./scroll_anchor.js";

const PAUSE = 400;
/** Shorter titles resemble everything. */
const LEAST = 6;

/** Look for them while a title is typed. */
export function start() {
  const form = document.querySelector("form[data-similar-url]");
  const place = form?.querySelector("[data-similar]");
  const title = form instanceof HTMLFormElement ? form.elements.namedItem("title") : null;
  if (form && place && title instanceof HTMLInputElement) {
    const address = form.getAttribute("data-similar-url") ?? "";
    title.addEventListener(
      "input",
      afterPause(PAUSE, () => look(address, title, place)),
    );
  }
}

/**
 * @param {string} address
 * @param {HTMLInputElement} title
 * @param {Element} place
 */
async function look(address, title, place) {
  const typed = title.value.trim();
  if (typed.length < LEAST) {
    steadily(() => place.replaceChildren());
    return;
  }
  const answer = await ask(`${address}?titre=${encodeURIComponent(typed)}`);
  if (answer.kind === "done" && title.value.trim() === typed) {
    steadily(() => place.replaceChildren(piecesOf(answer.text)));
  }
}
