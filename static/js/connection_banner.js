/** The mark that says the connection is lost, `[data-connection]`; and the news that it is back. */

import { announce } from "./announce.js";
import { steadily } from "./scroll_anchor.js";
import { FINAL } from "./socket.js";
import { words } from "./words.js";

/** Milliseconds of silence before it is worth a word. */
const GRACE = 5000;

/**
 * Show the mark while the socket is gone.
 *
 * @param {import("./socket.js").Line} socket
 */
export function attach(socket) {
  const mark = document.querySelector("[data-connection]");
  if (!(mark instanceof HTMLElement)) {
    return;
  }
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let wasThere = false;
  let isOver = false;
  const watch = () => {
    clearTimeout(timer);
    const isWorthIt = (wasThere || !navigator.onLine) && document.visibilityState === "visible";
    if (!socket.connected && !isOver && isWorthIt) {
      timer = setTimeout(() => show(mark, !socket.connected), GRACE);
    }
  };
  socket.on("connect", () => {
    document.dispatchEvent(new CustomEvent("line:back"));
    wasThere = true;
    clearTimeout(timer);
    if (!mark.hidden) {
      show(mark, false);
      announce(words().backOnLine);
    }
  });
  socket.on("disconnect", () => {
    document.dispatchEvent(new CustomEvent("line:lost"));
    watch();
  });
  socket.on("connect_error", ({ message }) => {
    isOver = FINAL.includes(message); // that is said elsewhere, with what to do about it
    if (isOver) {
      clearTimeout(timer);
      show(mark, false);
    }
  });
  window.addEventListener("offline", watch);
  document.addEventListener("visibilitychange", watch);
  watch();
}

/**
 * @param {HTMLElement} mark
 * @param {boolean} isLost
 */
function show(mark, isLost) {
  steadily(() => {
    mark.hidden = !isLost;
  });
}
