/** Asking for the posts that were written since the last one this page knows of. */

import { lastNumber } from "./arrivals.js";
import { ask } from "./fetching.js";
import { piecesOf } from "./fragments.js";
import { postsIn } from "./posts.js";

/** The server answers with so many posts at the most. */
export const MOST = 50;

/**
 * Return a function that catches up; asked while it runs, it runs once more.
 *
 * @param {HTMLElement} list
 * @param {(post: HTMLElement) => void} take
 * @returns {() => Promise<void>}
 */
export function makeCatchUp(list, take) {
  /** @type {Promise<void> | null} */
  let running = null;
  let isWanted = false;
  const run = async () => {
    do {
      isWanted = false;
      await takeMissed(list, take);
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
 * Return the posts after a number, as who looks sees them.
 *
 * @param {HTMLElement} list
 * @param {number} number
 * @param {number} [most]
 * @returns {Promise<HTMLElement[]>}
 */
export async function postsAfter(list, number, most = MOST) {
  const address = `/questions/${list.dataset.thread}/nouveautes?apres=${number}&nombre=${most}`;
  const { kind, text } = await ask(address);
  return kind === "done" ? postsIn(piecesOf(text)) : [];
}

/**
 * @param {HTMLElement} list
 * @param {(post: HTMLElement) => void} take
 */
async function takeMissed(list, take) {
  let known = -1;
  let missed = [];
  do {
    known = lastNumber(list);
    missed = await postsAfter(list, known);
    missed.forEach(take);
  } while (missed.length >= MOST && lastNumber(list) > known);
}
