/**
 * Words about what arrived: "3 nouvelles réponses", on a bar to tap and in the ear.
 *
 * @typedef {object} News
 * @property {(post: HTMLElement) => void} arrived It stands in the page now.
 * @property {(howMany: number) => void} wait So many wait to be shown.
 * @property {(howMany: number) => void} count So many more are worth a word in the ear.
 * @property {(url: string) => void} elsewhere It stands on another page of the thread.
 */

import { announce } from "./announce.js";
import { afterPause } from "./pauses.js";
import { isSeen } from "./scroll_anchor.js";
import { words } from "./words.js";

/** Milliseconds during which arrivals are put into one sentence. */
const BREATH = 1200;

/**
 * Keep the bar and the ear informed.
 *
 * @param {HTMLElement} list
 * @param {() => void} showWaiting What to do when somebody asks to see what waits.
 * @returns {News}
 */
export function makeNews(list, showWaiting) {
  const bar = list.querySelector("[data-news]") ?? document.querySelector("[data-news]");
  /** @type {Set<Element>} */
  const unseen = new Set();
  /** @type {string[]} */
  const elsewhere = [];
  let waiting = 0;
  const show = () => showBar(bar, unseen.size + waiting + elsewhere.length);
  const seen = watcher((post) => {
    unseen.delete(post);
    show();
  });
  bar?.querySelector("[data-news-show]")?.addEventListener("click", () => {
    showWaiting();
    const first = firstOf(unseen);
    if (first) {
      goTo(first);
    } else if (elsewhere[0]) {
      location.assign(elsewhere[0]);
    }
  });
  const count = counter();
  return {
    arrived(post) {
      count(1);
      if (document.visibilityState !== "visible" || !isSeen(post)) {
        unseen.add(post);
        seen(post);
      }
      show();
    },
    wait(howMany) {
      waiting = howMany;
      show();
    },
    count,
    elsewhere(url) {
      elsewhere.push(url);
      count(1);
      show();
    },
  };
}

/**
 * Bring a post before the eyes, and the focus with it.
 *
 * @param {HTMLElement} post
 */
export function goTo(post) {
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  post.scrollIntoView({ block: "start" });
}

/**
 * @param {Element | null} bar
 * @param {number} total
 */
function showBar(bar, total) {
  const label = bar?.querySelector("[data-news-label]");
  if (bar && label) {
    label.textContent = words().newReplies(total);
    bar.toggleAttribute("hidden", total === 0);
  }
}

/** @returns {(howMany: number) => void} */
function counter() {
  let told = 0;
  const tell = afterPause(BREATH, () => {
    announce(words().newReplies(told));
    told = 0;
  });
  return (howMany) => {
    told += howMany;
    tell();
  };
}

/**
 * @param {(post: Element) => void} onSeen
 * @returns {(post: Element) => void}
 */
function watcher(onSeen) {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        observer.unobserve(target);
        onSeen(target);
      }
    }
  });
  return (post) => observer.observe(post);
}

/**
 * @param {Set<Element>} posts
 * @returns {HTMLElement | null} The one that stands first in the page.
 */
function firstOf(posts) {
  const first = [...document.querySelectorAll("[data-post]")].find((post) => posts.has(post));
  return first instanceof HTMLElement ? first : null;
}
