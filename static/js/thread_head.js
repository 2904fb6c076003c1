/**
 * What stands above a thread, as it changes: `[data-thread-title]`, `[data-thread-marks]`,
 * `[data-thread-pointer]` to its solution, and `[data-answer-count]`. A part that holds the focus waits until it lets go.
 */

import { piecesOf } from "./fragments.js";
import { steadily } from "./scroll_anchor.js";

/**
 * @typedef {object} State As HTML, but for the title; the server makes it, for the page and for pushes.
 * @property {string} title
 * @property {string} marks
 * @property {string} notice That the same was asked elsewhere.
 * @property {string} pointer
 * @property {string} answers How many there are.
 */

/**
 * Keep the head of a thread as it is now.
 *
 * @param {HTMLElement} list
 * @returns {{take: (state: State) => void, release: () => void}}
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
  document.addEventListener("focusout", () => setTimeout(release));
  return {
    take(state) {
      waiting = state;
      release();
    },
    release,
  };
}

/**
 * Read the head of a thread from an answer of the server.
 *
 * @param {ParentNode} root
 * @returns {State}
 */
export function headIn(root) {
  const html = (/** @type {string} */ name) =>
    root.querySelector(`[data-${name}]`)?.innerHTML ?? "";
  return {
    title: root.querySelector("[data-thread-title]")?.textContent ?? "",
    marks: html("thread-marks"),
    notice: html("thread-notice"),
    pointer: html("thread-pointer"),
    answers: html("answer-count"),
  };
}

/** @returns {boolean} Whether the focus is on something that would be replaced. */
function isHeld() {
  const held = document.activeElement?.closest(
    "[data-thread-marks], [data-thread-notice], [data-thread-pointer]",
  );
  return held !== null && held !== undefined;
}

/**
 * @param {HTMLElement} list
 * @param {State} state
 */
function show(list, { title, marks, notice, pointer, answers }) {
  const heading = document.querySelector("[data-thread-title]");
  const old = heading?.textContent ?? "";
  if (heading && old && old !== title) {
    heading.textContent = title;
    document.title = document.title.replace(old, () => title);
  }
  document.querySelector("[data-thread-marks]")?.replaceChildren(piecesOf(marks));
  document.querySelector("[data-thread-notice]")?.replaceChildren(piecesOf(notice));
  document.querySelector("[data-answer-count]")?.replaceChildren(piecesOf(answers));
  const place = document.querySelector("[data-thread-pointer]");
  place?.replaceChildren(piecesOf(pointer));
  const link = place?.querySelector("a");
  const id = link?.getAttribute("href")?.replace("#m", "");
  if (link && id && !document.querySelector(`#m${CSS.escape(id)}`)) {
    link.href = `${list.dataset.threadUrl}/messages/${id}`; // it stands on another page
  }
}
