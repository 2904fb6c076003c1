/** A button that lets the page stand still, `[data-live-pause]`: what comes waits to be shown. */

import { words } from "./words.js";

/**
 * Follow the button.
 *
 * @param {HTMLElement} list
 * @param {() => void} goOn What to do when it is released.
 */
export function followPause(list, goOn) {
  const button = document.querySelector("[data-live-pause]");
  if (!(button instanceof HTMLElement)) {
    return;
  }
  const show = () => {
    const isPaused = list.dataset.paused !== undefined;
    button.textContent = isPaused ? words().goOnLive : words().pauseLive;
  };
  show();
  button.hidden = false;
  button.addEventListener("click", () => {
    if (list.dataset.paused === undefined) {
      list.dataset.paused = "";
    } else {
      delete list.dataset.paused;
      goOn();
    }
    show();
  });
}
