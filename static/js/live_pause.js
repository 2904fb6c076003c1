/** A button that lets the page stand still, `[data-live-pause]`: what comes waits to be shown. */

import { words } from "./words.js";

/** What moves a page when it is pushed. */
const MOVING = ["live:post.added", "live:post.changed", "live:thread.changed"];

/**
 * Follow the button, and say on it how much waits.
 *
 * @param {HTMLElement} list
 * @param {() => void} goOn What to do when it is released.
 */
export function followPause(list, goOn) {
  const button = document.querySelector("[data-live-pause]");
  if (!(button instanceof HTMLElement)) {
    return;
  }
  /** @type {Set<string>} What came or changed meanwhile, each once. */
  const waiting = new Set();
  const isPaused = () => list.dataset.paused !== undefined;
  const show = () => {
    const more = waiting.size > 0 ? ` (${words().waits(waiting.size)})` : "";
    button.textContent = isPaused() ? words().goOnLive + more : words().pauseLive;
  };
  show();
  button.hidden = false;
  for (const name of MOVING) {
    list.addEventListener(name, (event) => {
      if (isPaused()) {
        const { ref } = /** @type {CustomEvent<{ref?: string}>} */ (event).detail;
        waiting.add(ref ?? name);
        show();
      }
    });
  }
  button.addEventListener("click", () => {
    if (isPaused()) {
      delete list.dataset.paused;
      waiting.clear();
      goOn();
    } else {
      list.dataset.paused = "";
    }
    list.dispatchEvent(new CustomEvent(isPaused() ? "live:paused" : "live:goes-on"));
    show();
  });
}
