/**
 * What is pushed to a thread, each push as the step that it is.
 *
 * @typedef {object} Push
 * @property {number} version
 * @property {number} [number] Of the post.
 * @property {string} [ref]
 * @property {string} [html]
 * @property {number} [count] How many like it.
 * @property {boolean} [own] Who looks did it.
 * @property {import("./thread_head.js").State} [head]
 */

import { askForActions } from "./changes.js";
import { piecesOf } from "./fragments.js";
import { findPost, isMine, postsIn } from "./posts.js";

/**
 * Hear what is pushed, and take it in its order.
 *
 * @param {HTMLElement} list
 * @param {import("./thread_view.js").View} view
 * @param {import("./thread_sequence.js").Sequence} sequence
 */
export function hearPushes(list, view, sequence) {
  /** @type {(name: string, show: (push: Push) => boolean) => void} */
  const on = (name, show) => {
    list.addEventListener(`live:${name}`, (event) => {
      const push = /** @type {CustomEvent<Push>} */ (event).detail;
      const act = () => {
        const isShown = show(push);
        if (isShown && push.head) {
          view.showHead(push.head);
        }
        return isShown;
      };
      sequence.take({ version: push.version, number: push.number ?? 0, act });
    });
  };
  on("post.added", (push) => {
    const post = postOf(push);
    const isShown = findPost(list, post.dataset.post ?? "") !== null || isOrdinary(list, post);
    if (isShown) {
      view.take(post);
    }
    return isShown;
  });
  on("post.changed", (push) => {
    view.change(postOf(push), push.own);
    return true;
  });
  on("post.liked", ({ ref = "", count = 0, own }) => {
    view.count(ref, count);
    const post = own ? findPost(list, ref) : null;
    if (post) {
      askForActions(list, post);
    }
    return true;
  });
  on("thread.changed", () => false); // closed, moved, pinned: much looks otherwise
}

/**
 * Tell whether a pushed post can be shown as it is: this viewer has no more to do with it than
 * anybody. Otherwise the server is asked for it.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} post
 * @returns {boolean}
 */
function isOrdinary(list, post) {
  return !isMine(post) && list.dataset.ownView === undefined;
}

/**
 * @param {{html?: string}} said
 * @returns {HTMLElement} The post it carries.
 */
export function postOf({ html = "" }) {
  return postsIn(piecesOf(html))[0] ?? document.createElement("article");
}
