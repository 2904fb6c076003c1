/**
 * What stands above a thread, as it changes: `[data-thread-title]`, `[data-thread-marks]`, and
 * `[data-thread-pointer]` to its solution. A part that holds the focus waits until it lets go.
 */

import { piecesOf } from "./fragments.js";
import { steadily } from "./steady.js";

/** @typedef {{title: string, marks: string, pointer: string}} State */

/**
 * Follow the head of a thread.
 *
 * @param {HTMLElement} list
 * @returns {() => void} Shows what waited.
 */
export function followHead(list) {
  /** @type {State | null} */
  let waiting = null;
  const release = () => {
    const state = waiting;
    if (state && list.dataset.paused === undefined && !isHeld()) {
      waiting = null;
      steadily(() => show(list, state));
    }
  };
  list.addEventListener("live:thread.changed", (event) => {
    waiting = /** @type {CustomEvent<State>} */ (event).detail;
    release();
  });
  document.addEventListener("focusout", () => setTimeout(release));
  return release;
}

/** @returns {boolean} Whether the focus is on something that would be replaced. */
function isHeld() {
  const held = document.activeElement?.closest("[data-thread-marks], [data-thread-pointer]");
  return held !== null && held !== undefined;
}

/**
 * @param {HTMLElement} list
 * @param {State} state
 */
function show(list, { title, marks, pointer }) {
  const heading = document.querySelector("[data-thread-title]");
  const old = heading?.textContent ?? "";
  if (heading && old && old !== title) {
    heading.textContent = title;
    document.title = document.title.replace(old, () => title);
  }
  document.querySelector("[data-thread-marks]")?.replaceChildren(piecesOf(marks));
  const place = document.querySelector("[data-thread-pointer]");
  place?.replaceChildren(piecesOf(pointer));
  const link = place?.querySelector("a");
  const id = link?.getAttribute("href")?.replace("#m", "");
  if (link && id && !document.querySelector(`#m${CSS.escape(id)}`)) {
    link.href = `/questions/${list.dataset.thread}/messages/${id}`; // it stands on another page
  }
}
