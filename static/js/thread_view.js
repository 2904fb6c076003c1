/** What a thread shows, and all that can happen to it there, whoever asks for it. */

import { makeChanges } from "./changes.js";
import { makeArrivals } from "./incoming_posts.js";
import { makeCounts } from "./likes.js";
import { findPost } from "./posts.js";
import { reconcile } from "./resync.js";
import { followHead } from "./thread_head.js";
import { remove, tidy } from "./thread_order.js";

/** @typedef {ReturnType<typeof makeView>} View */

/**
 * Return the thread of the page, to be changed.
 *
 * @param {HTMLElement} list
 */
export function makeView(list) {
  const [arrivals, changes, head] = [makeArrivals(list), makeChanges(list), followHead(list)];
  const likes = makeCounts(list);
  let isComparing = false; // what hangs on a deleted post may only be about to come
  const put = () => !isComparing && tidy(list, arrivals.waiting());
  list.addEventListener("post:arrived", put);
  list.addEventListener("post:changed", put);
  list.addEventListener("focusout", () => setTimeout(put));
  const take = (/** @type {HTMLElement} */ post) => arrivals.take(post);
  const change = (/** @type {HTMLElement} */ fresh, isOwn = false) => {
    if (!arrivals.change(fresh)) {
      changes.take(fresh, isOwn);
    }
  };
  const drop = (/** @type {string} */ ref) => {
    arrivals.drop(ref);
    remove(findPost(list, ref));
  };
  return {
    take,
    change,
    write: (/** @type {HTMLElement} */ post) => arrivals.take(post, true),
    count: likes.take,
    showHead: head.take,
    async resync() {
      isComparing = true;
      const state = await reconcile(list, { add: take, change, drop, showHead: head.take });
      isComparing = false;
      put();
      return state;
    },
    release() {
      for (const part of [arrivals, changes, head, likes]) {
        part.release();
      }
      put();
    },
  };
}
