/**
 * The list of notices while it is read, `[data-notices]`: "2 nouvelles notifications", shown on tap.
 *
 * A notice may take the place of an earlier one, under the same number and with more people in it:
 * it is counted once, and its line moves to the top with the list as it is then.
 */

import { NOTICES, showFresh } from "./new_rows.js";
import { words } from "./words.js";

/** Follow the list of the page. */
export function start() {
  const place = document.querySelector("[data-notices]");
  const bar = place?.querySelector("[data-news]");
  const label = bar?.querySelector("[data-news-label]");
  if (!(place instanceof HTMLElement) || !bar || !label) {
    return;
  }
  /** @type {Set<number>} */
  const told = new Set();
  const show = () => {
    label.textContent = words().newNotices(told.size);
    bar.toggleAttribute("hidden", told.size === 0);
  };
  document.addEventListener("notice:taken", (event) => {
    told.add(/** @type {CustomEvent<{id: number}>} */ (event).detail.id);
    show(); // said aloud already, with what it says
  });
  bar.querySelector("[data-news-show]")?.addEventListener("click", async () => {
    if (await showFresh(place, NOTICES, [...told])) {
      told.clear();
      show();
    }
  });
}
