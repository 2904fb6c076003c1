/** Who is writing in this thread, `[data-typing]`, and how many read along, `[data-readers]`. */

import { atMostEvery } from "./pauses.js";
import { words } from "./words.js";

/** Milliseconds for which somebody counts as writing after a sign of it. */
const FRESH = 6000;
/** Milliseconds between two signs from us. */
const RHYTHM = 2500;

/** Tell that we write, and show who else does. */
export function start() {
  const list = document.querySelector("[data-posts][data-live-topic]");
  if (!list) {
    return;
  }
  const field = document.querySelector("[data-reply-form] [data-editor-text]");
  const send = atMostEvery(RHYTHM, () => {
    list.dispatchEvent(new CustomEvent("live:send", { detail: "typing", bubbles: true }));
  });
  field?.addEventListener("input", send);
  showWriters(list);
  list.addEventListener("live:readers", (event) => {
    const { count } = /** @type {CustomEvent<{count: number}>} */ (event).detail;
    const place = document.querySelector("[data-readers]");
    place?.replaceChildren(count > 1 ? words().readers(count) : "");
  });
}

/** @param {Element} list */
function showWriters(list) {
  const place = document.querySelector("[data-typing]");
  if (!(place instanceof HTMLElement)) {
    return;
  }
  place.hidden = false;
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const writers = new Map();
  const show = () => {
    place.textContent = writers.size > 0 ? words().writing([...writers.keys()]) : "";
  };
  const forget = (/** @type {string} */ name) => {
    clearTimeout(writers.get(name));
    writers.delete(name);
    show();
  };
  list.addEventListener("live:typing", (event) => {
    const { name } = /** @type {CustomEvent<{name: string}>} */ (event).detail;
    clearTimeout(writers.get(name));
    writers.set(name, setTimeout(forget, FRESH, name));
    show();
  });
  list.addEventListener("post:arrived", (event) => {
    const author = event.target instanceof Element && event.target.querySelector(".person-name");
    if (author) {
      forget(author.textContent?.trim() ?? "");
    }
  });
}
