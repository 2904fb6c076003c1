/**
 * Catching up: what was missed, however it was missed.
 *
 * The server is asked for the posts after the last one that the page knows of, and for the state of
 * the thread. When posts are all that came in between, they bring the page there; otherwise the page
 * is compared with what it would be now.
 */

import { piecesOf } from "./fragments.js";
import { postsIn } from "./posts.js";
import { ask } from "./requests.js";
import { headIn } from "./thread_head.js";
import { lastNumber, versionOf } from "./thread_sequence.js";

/** The server answers with so many posts at the most. */
export const MOST = 50;

/**
 * @typedef {object} News
 * @property {HTMLElement[]} posts As who looks sees them, in the order of writing.
 * @property {number} number The last number of a post, as far as they go.
 * @property {number | null} version The state of the thread; `null` when more posts follow.
 * @property {import("./thread_head.js").State} head
 *
 * @typedef {object} Page What catching up does to it.
 * @property {import("./thread_sequence.js").Sequence} sequence
 * @property {(post: HTMLElement) => void} take
 * @property {(head: import("./thread_head.js").State) => void} showHead
 * @property {() => Promise<{version: number, number: number} | null>} resync
 */

/**
 * Return a function that catches up; asked while it runs, it runs once more.
 *
 * @param {HTMLElement} list
 * @param {() => Page} pageOf
 * @returns {() => Promise<void>}
 */
export function makeCatchUp(list, pageOf) {
  /** @type {Promise<void> | null} */
  let running = null;
  let isWanted = false;
  const run = async () => {
    const page = pageOf();
    do {
      isWanted = false;
      page.sequence.hold();
      page.sequence.goOn(await stateNow(list, page));
    } while (isWanted);
  };
  return () => {
    isWanted = true;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}

/**
 * Return what came after the post with this number.
 *
 * @param {HTMLElement} list
 * @param {number} number
 * @param {number} [most]
 * @returns {Promise<News | null>} `null` when it could not be had.
 */
export async function newsAfter(list, number, most = MOST) {
  const address = `${list.dataset.threadUrl}/nouveautes?apres=${number}&nombre=${most}`;
  const { kind, text } = await ask(address);
  const pieces = piecesOf(kind === "done" ? text : "");
  const state = pieces.querySelector("[data-thread-state]");
  if (!(state instanceof HTMLElement)) {
    return null;
  }
  const { version, lastNumber: last } = state.dataset;
  return {
    posts: postsIn(pieces),
    number: Number(last),
    version: version === undefined ? null : Number(version),
    head: headIn(state),
  };
}

/**
 * Bring the page to the state of the thread.
 *
 * @param {HTMLElement} list
 * @param {Page} page
 * @returns {Promise<{version: number, number: number} | null>} That state.
 */
async function stateNow(list, { take, showHead, resync }) {
  let number = lastNumber(list);
  for (;;) {
    const news = await newsAfter(list, number);
    if (!news) {
      return null;
    }
    news.posts.forEach(take);
    number = Math.max(number, news.number);
    if (news.version !== null) {
      const { version } = news;
      const isNothingElse = version - versionOf(list) === number - lastNumber(list);
      if (version > versionOf(list)) {
        showHead(news.head);
      }
      return isNothingElse && list.dataset.stale === undefined ? { version, number } : resync();
    }
  }
}
