/** Who is writing in this thread, `[data-typing]`, and how many read along, `[data-readers]`. */

import { atMostEvery } from "./pauses.js";
import { words } from "./words.js";

/** Milliseconds between two signs from us. */
const RHYTHM = 2500;

/** Tell that we write, and show who else does. */
export function start() {
  const list = document.querySelector("[data-posts][data-live-topic]");
  if (!(list instanceof HTMLElement)) {
    return;
  }
  const field = document.querySelector("[data-reply-form] [data-editor-text]");
  const send = atMostEvery(RHYTHM, () => {
    list.dispatchEvent(new CustomEvent("live:send", { detail: "typing", bubbles: true }));
  });
  field?.addEventListener("input", () => {
    if (field instanceof HTMLTextAreaElement && field.value !== "") {
      send(); // what was published leaves the field empty, and nobody writes any more
    }
  });
  showWriters(list);
  list.addEventListener("live:readers", (event) => {
    const { count } = /** @type {CustomEvent<{count: number}>} */ (event).detail;
    const place = document.querySelector("[data-readers]");
    if (list.dataset.paused === undefined) {
      place?.replaceChildren(count > 1 ? words().readers(count) : "");
    }
  });
}

/**
 * The server says who writes now, whenever that changes; without a line nobody is known to.
 *
 * @param {HTMLElement} list
 */
function showWriters(list) {
  const place = document.querySelector("[data-typing]");
  if (!(place instanceof HTMLElement)) {
    return;
  }
  place.hidden = false;
  const show = (/** @type {string[]} */ names, isMore = false) => {
    const isStill = list.dataset.paused !== undefined;
    const said = names.length > 0 ? words().writing(names) : "";
    place.textContent = isStill ? "" : isMore ? words().manyWrite : said;
  };
  list.addEventListener("live:typing", (event) => {
    const { names, more } = /** @type {CustomEvent<{names: string[], more: boolean}>} */ (event)
      .detail;
    show(names, more);
  });
  document.addEventListener("line:lost", () => show([]));
  list.addEventListener("live:paused", () => show([]));
}
