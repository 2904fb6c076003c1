/** Lines of a list, `[data-thread-row]`, and how the list as it is now takes their place. */

import { made } from "./fragments.js";
import { revisit } from "./revisit.js";
import { showToast } from "./toast.js";
import { words } from "./words.js";

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
 * @param {number[]} ids Threads that are new.
 * @returns {Promise<boolean>} Whether it could be had.
 */
export async function showFresh(place, ids) {
  const page = await revisit();
  const now = page?.querySelector("[data-growing]");
  if (!(now instanceof HTMLElement)) {
    showToast(words().notLoaded, { look: "error" });
    return false;
  }
  for (const part of place.querySelectorAll("[data-list]")) {
    const fresh = now.querySelector(`[data-list="${part.getAttribute("data-list")}"]`);
    part.replaceChildren(...(fresh ? document.adoptNode(fresh).childNodes : part.childNodes));
  }
  place.dataset.since = now.dataset.since ?? "0";
  const rows = [...place.querySelectorAll("[data-thread-row]")].filter((row) =>
    ids.includes(Number(row.getAttribute("data-thread-row"))),
  );
  rows.forEach(mark);
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
