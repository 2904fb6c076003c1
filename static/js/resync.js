/** The page of a thread compared with the one that the server would show now. */

import { newsAfter } from "./catch_up.js";
import { refreshActions } from "./changes.js";
import { findPost, numberOf, postsIn } from "./posts.js";
import { revisit } from "./refetch.js";
import { showReplyPlace } from "./reply_place.js";
import { headIn } from "./thread_head.js";
import { lastNumber, versionOf } from "./thread_sequence.js";

/**
 * @typedef {object} Page What comparing does to it.
 * @property {(post: HTMLElement) => void} add
 * @property {(fresh: HTMLElement) => void} change
 * @property {(ref: string) => void} drop
 * @property {(head: import("./thread_head.js").State) => void} showHead
 */

/**
 * Bring the page to the state it has on the server.
 *
 * @param {HTMLElement} list
 * @param {Page} page
 * @returns {Promise<{version: number, number: number} | null>} That state; `null` when it could not
 *   be had, or what was found is older: a page that this device had kept.
 */
export async function reconcile(list, page) {
  const found = await revisit((other) => listIn(other)?.dataset.thread === list.dataset.thread);
  const now = found && listIn(found);
  if (!found || !now || versionOf(now) < versionOf(list)) {
    return null;
  }
  delete list.dataset.stale;
  for (const old of postsIn(list)) {
    const fresh = findPost(now, old.dataset.post ?? "");
    if (fresh) {
      compare(old, fresh, page);
    } else if (await isGone(list, now, old)) {
      page.drop(old.dataset.post ?? "");
    }
  }
  const isLast = !now.hasAttribute("data-has-more");
  for (const fresh of postsIn(now).filter((post) => isLast || post.dataset.parent)) {
    page.add(/** @type {HTMLElement} */ (fresh.cloneNode(true)));
  }
  list.toggleAttribute("data-own-view", now.hasAttribute("data-own-view"));
  page.showHead(headIn(found));
  showReplyPlace(found);
  return { version: versionOf(now), number: lastNumber(now) };
}

/**
 * @param {Document} page
 * @returns {HTMLElement | null}
 */
function listIn(page) {
  return page.querySelector("section[data-posts]");
}

/**
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 * @param {Page} page
 */
function compare(old, fresh, page) {
  refreshActions(old, /** @type {HTMLElement} */ (fresh.cloneNode(true)));
  if (textOf(old) !== textOf(fresh) || stateOf(old) !== stateOf(fresh)) {
    page.change(/** @type {HTMLElement} */ (fresh.cloneNode(true)));
  }
}

/**
 * Tell whether a post is gone. It may only have come after the page that was found, stand on
 * another page by now, or be cut off: then the server still knows it.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} now
 * @param {HTMLElement} old
 * @returns {Promise<boolean>}
 */
async function isGone(list, now, old) {
  const number = numberOf(old);
  if (number > lastNumber(now)) {
    return false;
  }
  const news = await newsAfter(list, number - 1, 1);
  if (news === null) {
    list.dataset.stale = ""; // nobody knows: whoever catches up next looks at everything
    return false;
  }
  return news.posts.every((post) => post.dataset.post !== old.dataset.post);
}

/**
 * @param {Element} post
 * @returns {string}
 */
function textOf(post) {
  const parts = [".post-body", ".post-author", ".post-gone", ".post-check"];
  const isEdited = post.querySelector('.meta a[href$="/historique"]') !== null;
  return parts.map((part) => post.querySelector(part)?.innerHTML).join("|") + isEdited;
}

/**
 * @param {HTMLElement} post
 * @returns {string}
 */
function stateOf(post) {
  const marks = ["is-featured", "is-deleted", "is-hidden"].filter((mark) =>
    post.classList.contains(mark),
  );
  return [...marks, post.dataset.usefulness].join();
}
