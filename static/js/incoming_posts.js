/**
 * New posts coming into the page: each once, in its place, without moving what is being read.
 *
 * @typedef {object} Arrivals
 * @property {(post: HTMLElement, isOwnAct?: boolean) => void} take
 * @property {(fresh: HTMLElement) => boolean} change Take the newest state of one that waits.
 * @property {(ref: string) => void} drop Forget one that waits.
 * @property {() => HTMLElement[]} waiting
 * @property {() => void} release Show those that wait and would push nothing away any more.
 * @property {() => void} releaseAll Show all that wait: somebody asked to see them.
 */

import { makeNews } from "./new_posts_bar.js";
import { dress, findPost, isMine, postsIn, standingOf } from "./posts.js";
import { placeOf } from "./reply_position.js";
import { steadily, wouldPush } from "./scroll_anchor.js";

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
        news.elsewhere(`${list.dataset.threadUrl}/messages/${standingOf(post).id}`);
      }
    },
    change(fresh) {
      const place = waiting.findIndex((held) => held.dataset.post === fresh.dataset.post);
      if (place >= 0) {
        dress(list, fresh);
        waiting[place] = fresh;
        waiting = waiting.filter((held, at) => at !== place || !isBare(held, waiting));
        news.wait(waiting.length);
      }
      return place >= 0;
    },
    drop(ref) {
      waiting = waiting.filter((held) => held.dataset.post !== ref);
      news.wait(waiting.length);
    },
    waiting: () => waiting,
    release: () => settle(false),
    releaseAll: () => settle(true),
  };
}

/**
 * Tell whether a post may be shown here; one's own words, just written, are not being read.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} before
 * @returns {boolean}
 */
function mayShow(list, before) {
  const isOthers = (/** @type {Element} */ post) => post instanceof HTMLElement && !isMine(post);
  return list.dataset.paused === undefined && !wouldPush(before, isOthers);
}

/** @type {(list: HTMLElement, post: HTMLElement, waiting: HTMLElement[]) => boolean} */
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
    isRanked: "ranked" in list.dataset,
    isLast: list.dataset.hasMore === undefined,
  };
  const place = placeOf(posts.map(standingOf), standingOf(post), page);
  return place === null ? null : (posts[place] ?? null);
}

/** @type {(post: HTMLElement, held: HTMLElement) => boolean} */
function isUnder(post, held) {
  return standingOf(post).parent === standingOf(held).id;
}

/**
 * @param {HTMLElement} post
 * @param {HTMLElement[]} others
 * @returns {boolean} Whether it was deleted before anybody saw it, and nothing hangs on it.
 */
function isBare(post, others) {
  return post.matches(".is-deleted") && !others.some((other) => isUnder(other, post));
}

/**
 * Show a post after another; the first after the opening stands under the number of answers.
 *
 * @param {HTMLElement} before
 * @param {HTMLElement} post
 */
function show(before, post) {
  const head = before.matches(".is-opening")
    ? before.parentElement?.querySelector(".answers-head")
    : null;
  steadily(() => {
    (head ?? before).after(post);
    post.dispatchEvent(new CustomEvent("post:arrived", { bubbles: true }));
  });
}
