/**
 * A thread that is read while it grows: `[data-posts]`.
 *
 * `topics.js` tells the list what was pushed. What may have been missed is asked for: after each
 * return, at a gap in the numbers, and after half a minute without news.
 */

import { lastNumber, makeArrivals } from "./arrivals.js";
import { makeCatchUp } from "./catching_up.js";
import { makeChanges } from "./changes.js";
import { countAnswer } from "./counts.js";
import { piecesOf } from "./fragments.js";
import { followPause } from "./live_pause.js";
import { afterPause } from "./pauses.js";
import { isMine, numberOf, postsIn, quietOwn } from "./posts.js";
import { reconcile } from "./reconciling.js";
import { followHead } from "./thread_head.js";

/** Milliseconds of quiet after which we ask whether something was lost on its way. */
const QUIET = 30_000;
/** A restarted server is not asked by everybody at the same moment: they spread over this time. */
const SPREAD = 2000;

/** Follow the thread of the page. */
export function start() {
  const list = document.querySelector("[data-posts]");
  if (!(list instanceof HTMLElement) || !list.dataset.thread) {
    return;
  }
  for (const post of postsIn(list).filter(isMine)) {
    quietOwn(post);
  }
  const arrivals = makeArrivals(list);
  const changes = makeChanges(list);
  const take = (/** @type {HTMLElement} */ post) => arrivals.take(post);
  const catchUp = makeCatchUp(list, take);
  const releaseHead = followHead(list);
  const release = () => {
    arrivals.release();
    changes.release();
    releaseHead();
  };
  document.addEventListener("scroll", afterPause(300, release), { passive: true });
  followPause(list, release);
  list.addEventListener("post:arrived", (event) => countAnswer(event.target));
  list.addEventListener("post:written", (event) => {
    arrivals.take(postOf(event), true);
  });
  hear(list, arrivals, changes, catchUp);
  askWhenQuiet(list, catchUp);
}

/**
 * Hear what is pushed.
 *
 * @param {HTMLElement} list
 * @param {import("./arrivals.js").Arrivals} arrivals
 * @param {{take: (fresh: HTMLElement) => void}} changes
 * @param {() => Promise<void>} catchUp
 */
function hear(list, arrivals, changes, catchUp) {
  let isBack = false;
  list.addEventListener("live:post.added", (event) => {
    const post = postOf(event);
    if (isOrdinary(list, post)) {
      arrivals.take(post);
    } else {
      catchUp();
    }
  });
  list.addEventListener("live:post.changed", (event) => changes.take(postOf(event)));
  const returnTo = () => {
    catchUp();
    reconcile(list, changes.take);
  };
  list.addEventListener("live:refresh", () => setTimeout(returnTo, Math.random() * SPREAD));
  list.addEventListener("live:watched", () => {
    setTimeout(isBack ? returnTo : catchUp, isBack ? Math.random() * SPREAD : 0);
    isBack = true;
  });
}

/**
 * Tell whether a pushed post can be shown as it is: it is the next one, and this viewer has no
 * more to do with it than anybody. Otherwise the server is asked for it.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} post
 * @returns {boolean}
 */
function isOrdinary(list, post) {
  const isNext = numberOf(post) <= lastNumber(list) + 1;
  return isNext && !isMine(post) && list.dataset.ownView === undefined;
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
  for (const name of ["live:post.added", "live:watched", "post:written"]) {
    list.addEventListener(name, wait);
  }
  wait();
}

/**
 * @param {Event} event
 * @returns {HTMLElement} The post it carries.
 */
function postOf(event) {
  const { html } = /** @type {CustomEvent<{html: string}>} */ (event).detail;
  return postsIn(piecesOf(html))[0] ?? document.createElement("article");
}
