/**
 * How far a thread was read: told to the server once a post has been on the screen for a second.
 * Its notices are read with it, in every tab and on every device.
 */

import { isAbout } from "./notices.js";
import { afterPause } from "./pauses.js";
import { numberOf, postsIn } from "./posts.js";
import { ask } from "./requests.js";

/** Milliseconds on the screen that count as reading. */
const GLANCE = 1000;
/** Milliseconds in which several posts are told as one. */
const BREATH = 800;

/** Watch what is read, for members. */
export function start() {
  const list = document.querySelector("[data-posts][data-thread]");
  if (!(list instanceof HTMLElement) || !document.body.dataset.viewer) {
    return;
  }
  const { tell, tellAgain } = makeTeller(list);
  const watch = makeWatch((post) => tell(numberOf(post)));
  postsIn(list).forEach(watch);
  list.addEventListener("post:arrived", (event) => {
    if (event.target instanceof HTMLElement) {
      watch(event.target);
    }
  });
  document.addEventListener("notice:taken", (event) => {
    const { url } = /** @type {CustomEvent<{url: string}>} */ (event).detail;
    if (document.visibilityState === "visible" && isAbout(url, location.pathname)) {
      tellAgain(); // it is about what is being read
    }
  });
}

/**
 * Return what tells the server of the highest number read: when it is a new one, or again.
 *
 * @param {HTMLElement} list
 * @returns {{tell: (number: number) => void, tellAgain: () => void}}
 */
function makeTeller(list) {
  let read = 0;
  let told = 0;
  const send = (/** @type {boolean} */ outlivesPage) => {
    if (read > told) {
      told = read;
      const body = new URLSearchParams({ number: String(read) });
      ask(`${list.dataset.threadUrl}/lu`, { method: "POST", body, outlivesPage });
    }
  };
  const sendSoon = afterPause(BREATH, () => send(false));
  window.addEventListener("pagehide", () => send(true));
  return {
    tell(number) {
      read = Math.max(read, number);
      sendSoon();
    },
    tellAgain() {
      told = 0;
      sendSoon();
    },
  };
}

/**
 * Return a function that watches a post until it has been read.
 *
 * @param {(post: HTMLElement) => void} onRead
 * @returns {(post: HTMLElement) => void}
 */
function makeWatch(onRead) {
  /** @type {Map<Element, ReturnType<typeof setTimeout>>} */
  const timers = new Map();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (isIntersecting && target instanceof HTMLElement) {
        timers.set(target, setTimeout(look, GLANCE, target));
      }
    }
  });
  /** @param {HTMLElement} post */
  function look(post) {
    if (document.visibilityState === "visible") {
      observer.unobserve(post);
      onRead(post);
    }
  }
  document.addEventListener("visibilitychange", () => {
    for (const post of timers.keys()) {
      observer.unobserve(post); // observing anew tells again what is on the screen
      observer.observe(post);
    }
  });
  return (post) => observer.observe(post);
}
