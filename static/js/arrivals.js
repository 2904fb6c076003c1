/**
 * New posts coming into the page: each once, in its place, without moving what is being read.
 *
 * @typedef {object} Arrivals
 * @property {(post: HTMLElement, isOwnAct?: boolean) => void} take
 * @property {() => void} release Show those that wait and would push nothing away any more.
 * @property {() => void} releaseAll Show all that wait: somebody asked to see them.
 */

import { makeNews } from "./news.js";
import { placeOf } from "./places.js";
import { dress, findPost, numberOf, postsIn, standingOf } from "./posts.js";
import { steadily, wouldPush } from "./steady.js";

/**
 * Receive posts into a list.
 *
 * @param {HTMLElement} list
 * @returns {Arrivals}
 */
export function makeArrivals(list) {
  /** @type {HTMLElement[]} Posts that would have pushed away what is being read. */
  let waiting = [];
  const news = makeNews(list, () => settle(true));

  /** @param {boolean} isForced */
  function settle(isForced) {
    const held = waiting;
    waiting = [];
    for (const post of held) {
      const before = neighbour(list, post);
      if (before && (isForced || mayShow(list, before))) {
        show(before, post);
        news.arrived(post);
      } else {
        waiting.push(post);
      }
    }
    news.wait(waiting.length);
  }

  return {
    take(post, isOwnAct = false) {
      if (!isNew(list, post, waiting)) {
        return;
      }
      list.dataset.lastNumber = String(Math.max(lastNumber(list), numberOf(post)));
      dress(list, post);
      const before = neighbour(list, post);
      if (before && (isOwnAct || mayShow(list, before))) {
        show(before, post);
        if (!isOwnAct) {
          news.arrived(post);
        }
      } else if (before || waiting.some((held) => isUnder(post, held))) {
        waiting.push(post);
        news.wait(waiting.length);
        news.count(1);
      } else if (!isOwnAct) {
        news.elsewhere(`/questions/${list.dataset.thread}/messages/${standingOf(post).id}`);
      }
    },
    release: () => settle(false),
    releaseAll: () => settle(true),
  };
}

/**
 * @param {HTMLElement} list
 * @returns {number} The last number of the thread that this page knows of.
 */
export function lastNumber(list) {
  return Number(list.dataset.lastNumber ?? 0);
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} before
 * @returns {boolean}
 */
function mayShow(list, before) {
  return list.dataset.paused === undefined && !wouldPush(before);
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} post
 * @param {HTMLElement[]} waiting
 * @returns {boolean}
 */
function isNew(list, post, waiting) {
  const ref = post.dataset.post ?? "";
  return findPost(list, ref) === null && waiting.every((held) => held.dataset.post !== ref);
}

/**
 * Return the post of the page after which a new one belongs.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} post
 * @returns {HTMLElement | null} `null` when it belongs to another page.
 */
function neighbour(list, post) {
  const posts = postsIn(list);
  const page = {
    isFlat: list.dataset.order === "temps",
    isLast: list.dataset.hasMore === undefined,
  };
  const place = placeOf(posts.map(standingOf), standingOf(post).parent, page);
  return place === null ? null : (posts[place] ?? null);
}

/**
 * @param {HTMLElement} post
 * @param {HTMLElement} held
 * @returns {boolean}
 */
function isUnder(post, held) {
  return standingOf(post).parent === standingOf(held).id;
}

/**
 * Show a post after another; the first after the opening stands under the number of answers.
 *
 * @param {HTMLElement} before
 * @param {HTMLElement} post
 */
function show(before, post) {
  const head = before.nextElementSibling;
  const isFirst = head instanceof HTMLElement && head.matches(".answers-head");
  steadily(() => {
    if (isFirst) {
      head.hidden = false;
    }
    (isFirst ? head : before).after(post);
  });
  post.dispatchEvent(new CustomEvent("post:arrived", { bubbles: true }));
}
