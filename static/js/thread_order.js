/**
 * The order of a thread, kept as the server has it: answers move to the place that their help gives
 * them, and what was deleted goes once nothing hangs on it. Neither while somebody looks at it.
 */

import { postsIn, standingOf } from "./posts.js";
import { compareAnswers } from "./reply_position.js";
import { isSeen, steadily } from "./scroll_anchor.js";

/**
 * Put the posts of the page in order, as far as nobody is reading them.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement[]} waiting Posts that will be shown later.
 */
export function tidy(list, waiting) {
  if (list.dataset.order !== "temps" && list.dataset.paused === undefined) {
    prune(list, waiting);
    arrange(list);
  }
  const head = list.querySelector(".answers-head");
  steadily(() => head?.toggleAttribute("hidden", postsIn(list).length < 2));
}

/**
 * Take a post away that is not there any more; while a hand is on it, as soon as it lets go.
 *
 * @param {HTMLElement | null} post
 */
export function remove(post) {
  if (post && isHeld(post)) {
    post.dataset.gone = "";
  } else if (post) {
    const [first] = postsIn(post.parentElement ?? post);
    if (first && post === document.activeElement) {
      first.tabIndex = -1;
      first.focus({ preventScroll: true }); // not back to the very beginning of the page
    }
    steadily(() => post.remove());
  }
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement[]} waiting
 */
function prune(list, waiting) {
  for (const post of postsIn(list).reverse()) {
    const { id } = standingOf(post);
    const hasReplies = [...postsIn(list), ...waiting].some(
      (other) => standingOf(other).parent === id,
    );
    const isBare = post.matches(".is-deleted") && !post.querySelector(".post-more") && !hasReplies;
    const isAnswered = post.nextElementSibling?.matches(".reply");
    if (post.dataset.gone !== undefined || (isBare && !isAnswered && !isLookedAt(post))) {
      remove(post);
    }
  }
}

/** @param {HTMLElement} list */
function arrange(list) {
  const isRanked = "ranked" in list.dataset;
  const blocks = answersOf(list);
  const wanted = [...blocks].sort(([one], [other]) =>
    one && other ? compareAnswers(standingOf(one), standingOf(other), isRanked) : 0,
  );
  const isMoved = wanted.map((block, place) => block !== blocks[place]);
  const start = isMoved.indexOf(true);
  const end = isMoved.lastIndexOf(true) + 1;
  const moving = blocks.slice(start, end).flat();
  const [first] = moving;
  if (start >= 0 && first && !moving.some(isLookedAt)) {
    const place = document.createComment("");
    steadily(() => {
      first.before(place);
      place.replaceWith(...wanted.slice(start, end).flat());
    });
  }
}

/**
 * @param {HTMLElement} list
 * @returns {HTMLElement[][]} Each answer with all that stands under it, up to the next one.
 */
function answersOf(list) {
  /** @type {HTMLElement[][]} */
  const blocks = [];
  for (const part of list.children) {
    if (part instanceof HTMLElement) {
      if (part.dataset.post && !part.dataset.parent && !part.matches(".is-opening")) {
        blocks.push([part]);
      } else {
        blocks.at(-1)?.push(part);
      }
    }
  }
  return blocks;
}

/**
 * @param {HTMLElement} part
 * @returns {boolean}
 */
function isLookedAt(part) {
  return isHeld(part) || (document.visibilityState === "visible" && isSeen(part));
}

/**
 * @param {HTMLElement} part
 * @returns {boolean} Whether the focus is on something in it.
 */
function isHeld(part) {
  const held = document.activeElement;
  return held !== part && part.contains(held);
}
