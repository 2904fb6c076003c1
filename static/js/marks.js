/**
 * Marks that change elsewhere: numbers in the menu, what lines of lists say, `[data-mark="name"]`.
 *
 * They are looked at anew when somebody comes back to the page, when a question on it has got its
 * first answer, and when a notice says that something waits. Nothing else of the page moves: a line
 * that is on the screen meanwhile keeps its form, and only loses what is not true any more.
 */

import { revisit } from "./refetch.js";
import { isSeen } from "./scroll_anchor.js";

/** Milliseconds away from a page after which its marks are old. */
const AWAY = 30_000;
/** What happens before everybody's eyes is not asked for by everybody at the same moment. */
const SPREAD = 2000;

/** Keep the marks of the page fresh. */
export function start() {
  let leftAt = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") {
      leftAt = Date.now();
    } else if (Date.now() - leftAt > AWAY) {
      refreshMarks();
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      refreshMarks();
    }
  });
  document.addEventListener("notice:taken", (event) => {
    if (/** @type {CustomEvent<{kind: string}>} */ (event).detail.kind.startsWith("friends.")) {
      refreshMarks();
    }
  });
  document.querySelector("[data-growing]")?.addEventListener("live:thread.answered", (event) => {
    const { ref } = /** @type {CustomEvent<{ref: string}>} */ (event).detail;
    if (document.querySelector(`[data-mark="${CSS.escape(ref)}"]`)) {
      setTimeout(() => refreshMarks(true), Math.random() * SPREAD);
    }
  });
}

/**
 * Show each mark as the page would show it now.
 *
 * @param {boolean} [isRead] Somebody reads the page meanwhile: its lines keep their form.
 */
async function refreshMarks(isRead = false) {
  const page = await revisit();
  for (const old of page ? document.querySelectorAll("[data-mark]") : []) {
    const name = CSS.escape(old.getAttribute("data-mark") ?? "");
    const fresh = page?.querySelector(`[data-mark="${name}"]`);
    if (fresh && isRead && old.matches("[data-marks]") && isSeen(old)) {
      correct(old, fresh);
    } else if (fresh && !old.contains(document.activeElement)) {
      old.replaceChildren(...document.adoptNode(fresh).childNodes);
    }
  }
}

/**
 * Make a line on the screen true without moving anything: it counts anew, and a badge that it has no
 * more leaves its place empty, to the eye and to the ear.
 *
 * @param {Element} old
 * @param {Element} fresh
 */
function correct(old, fresh) {
  const count = fresh.querySelector(".thread-count");
  if (count) {
    old.querySelector(".thread-count")?.replaceWith(document.adoptNode(count));
  }
  const kept = [...fresh.querySelectorAll(".badge")].map(({ textContent }) => textContent);
  for (const badge of old.querySelectorAll(".badge")) {
    badge.classList.toggle("is-past", !kept.includes(badge.textContent));
  }
}
