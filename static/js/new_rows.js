/**
 * Lines of a list, and how the list as it is now takes their place.
 *
 * @typedef {{place: string, row: string}} Kind A selector of the list, an attribute of its lines.
 */

import { made } from "./fragments.js";
import { revisit } from "./refetch.js";
import { showToast } from "./toast.js";
import { words } from "./words.js";

/** @type {Kind} */
export const THREADS = { place: "[data-growing]", row: "data-thread-row" };
/** @type {Kind} */
export const NOTICES = { place: "[data-notices]", row: "data-notice" };

/**
 * Return the line of a thread, if the page has one.
 *
 * @param {number} id
 * @returns {Element | null}
 */
export function rowOf(id) {
  return document.querySelector(`[data-thread-row="${id}"]`);
}

/**
 * Bring the list as it is now, mark what is new in it, and go to the first of that.
 *
 * @param {HTMLElement} place
 * @param {Kind} kind
 * @param {number[]} ids What is new.
 * @returns {Promise<boolean>} Whether it could be had.
 */
export async function showFresh(place, kind, ids) {
  const page = await revisit();
  const now = page?.querySelector(kind.place);
  if (!(now instanceof HTMLElement)) {
    showToast(words().notLoaded, { look: "error" });
    return false;
  }
  for (const part of place.querySelectorAll("[data-list]")) {
    const fresh = now.querySelector(`[data-list="${part.getAttribute("data-list")}"]`);
    part.replaceChildren(...(fresh ? document.adoptNode(fresh).childNodes : part.childNodes));
  }
  place.dataset.since = now.dataset.since ?? "0";
  const rows = [...place.querySelectorAll(`[${kind.row}]`)].filter((row) =>
    ids.includes(Number(row.getAttribute(kind.row))),
  );
  rows.forEach(mark);
  place.dispatchEvent(new CustomEvent("list:shown", { bubbles: true }));
  goTo(rows[0] ?? place);
  return true;
}

/** @param {Element} row */
function mark(row) {
  row.classList.add("is-fresh");
  const badge = made("span", { class: "badge marigold" }, words().fresh);
  row.querySelector("[data-marks]")?.prepend(badge);
}

/** @param {Element} row */
function goTo(row) {
  const link = row.querySelector("a") ?? row;
  if (link instanceof HTMLElement) {
    link.focus({ preventScroll: true });
  }
  row.scrollIntoView({ block: "center" });
}
