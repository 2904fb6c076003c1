/** After an absence: what changed in the posts that were on the page already. */

import { refreshActions } from "./changes.js";
import { findPost, postsIn } from "./posts.js";
import { revisit } from "./revisit.js";

/** Parts of the page around the posts that say where the thread stands. */
const SIGNS = [".thread-head .marks", "[data-answer-count]"];

/**
 * Bring the posts of the page to the state they have on the server.
 *
 * @param {HTMLElement} list
 * @param {(fresh: HTMLElement) => void} take Shows a post as it is now.
 */
export async function reconcile(list, take) {
  const page = await revisit();
  const now = page?.querySelector("[data-posts]");
  if (!page || !now) {
    return;
  }
  for (const old of postsIn(list)) {
    const fresh = findPost(now, old.dataset.post ?? "");
    if (fresh) {
      compare(old, fresh, take);
    } else if (isGone(list, now, old)) {
      old.remove();
    }
  }
  for (const sign of SIGNS) {
    const old = document.querySelector(sign);
    const fresh = page.querySelector(sign);
    if (old && fresh && !old.isEqualNode(fresh)) {
      old.replaceWith(fresh);
    }
  }
}

/**
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 * @param {(fresh: HTMLElement) => void} take
 */
function compare(old, fresh, take) {
  refreshActions(old, /** @type {HTMLElement} */ (fresh.cloneNode(true)));
  if (textOf(old) !== textOf(fresh) || stateOf(old) !== stateOf(fresh)) {
    take(fresh);
  }
}

/**
 * A post that is on no other page either has been deleted, and nothing hangs on it.
 *
 * @param {HTMLElement} list
 * @param {Element} now
 * @param {HTMLElement} old
 * @returns {boolean}
 */
function isGone(list, now, old) {
  const isWhole = list.dataset.hasMore === undefined && !now.hasAttribute("data-has-more");
  const isFirst = !new URLSearchParams(location.search).has("page");
  const isCut = now.querySelector(".post-more") !== null;
  const isHeld = old.contains(document.activeElement);
  return isWhole && isFirst && !isCut && !isHeld;
}

/**
 * @param {Element} post
 * @returns {string | undefined}
 */
function textOf(post) {
  return post.querySelector(".post-body")?.innerHTML;
}

/**
 * @param {Element} post
 * @returns {string}
 */
function stateOf(post) {
  const marks = ["is-solution", "is-deleted"].filter((mark) => post.classList.contains(mark));
  return marks.join();
}
