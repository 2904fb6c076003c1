/**
 * A thread that is read while it grows: `[data-posts]`.
 *
 * `topics.js` tells the list what was pushed. What may have been missed is asked for: after each
 * return, at a gap in the order, and after half a minute without news.
 */

import { makeCatchUp } from "./catch_up.js";
import { followPause } from "./live_pause.js";
import { afterPause } from "./pauses.js";
import { isMine, numberOf, postsIn, quietOwn } from "./posts.js";
import { hearPushes, postOf } from "./thread_pushes.js";
import { lastNumber, makeSequence } from "./thread_sequence.js";
import { makeView } from "./thread_view.js";

/** Milliseconds of quiet after which we ask whether something was lost on its way. */
const QUIET = 30_000;
/** A restarted server is not asked by everybody at the same moment: they spread over this time. */
const SPREAD = 2000;
/** Milliseconds in which what one has written comes back as news; else it is asked for. */
const ECHO = 1500;

/** Follow the thread of the page. */
export function start() {
  const list = document.querySelector("[data-posts]");
  if (!(list instanceof HTMLElement) || !list.dataset.thread) {
    return;
  }
  for (const post of postsIn(list).filter(isMine)) {
    quietOwn(post);
  }
  const view = makeView(list);
  /** @type {() => Promise<void>} */
  const catchUp = makeCatchUp(list, () => ({ ...view, sequence }));
  const sequence = makeSequence(list, catchUp);
  document.addEventListener("scroll", afterPause(300, view.release), { passive: true });
  document.addEventListener("visibilitychange", view.release);
  followPause(list, view.release);
  hearPushes(list, view, sequence);
  list.addEventListener("post:written", (event) => {
    view.write(postOf(/** @type {CustomEvent<{html: string}>} */ (event).detail));
  });
  askAgain(list, catchUp);
}

/**
 * Ask for what may have been missed.
 *
 * @param {HTMLElement} list
 * @param {() => Promise<void>} catchUp
 */
function askAgain(list, catchUp) {
  let isBack = false;
  list.addEventListener("live:refresh", () => {
    setTimeout(catchUp, Math.random() * SPREAD);
  });
  list.addEventListener("live:watched", () => {
    setTimeout(catchUp, isBack ? Math.random() * SPREAD : 0);
    isBack = true;
  });
  list.addEventListener("post:written", () => {
    setTimeout(() => {
      if (postsIn(list).some((post) => numberOf(post) > lastNumber(list))) {
        catchUp();
      }
    }, ECHO);
  });
  askWhenQuiet(list, catchUp);
}

/**
 * @param {HTMLElement} list
 * @param {() => Promise<void>} catchUp
 */
function askWhenQuiet(list, catchUp) {
  if (!document.body.dataset.viewer) {
    return;
  }
  const wait = afterPause(QUIET, () => {
    if (document.visibilityState === "visible") {
      catchUp();
    }
    wait();
  });
  for (const name of ["live:post.added", "live:post.changed", "live:watched", "post:written"]) {
    list.addEventListener(name, wait);
  }
  wait();
}
