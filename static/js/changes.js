/**
 * Posts that change while they are read: edited, chosen as solution, thanked, deleted.
 *
 * What is pushed looks the same for everybody. So the actions stay as they are, they say what this
 * viewer did; only their counts follow. A part that holds the focus waits until it lets go.
 */

import { postsAfter } from "./catching_up.js";
import { dress, findPost, isMine, numberOf, quietOwn } from "./posts.js";
import { steadily } from "./steady.js";

const ACTIONS = "[data-actions]";
const STAYS = `${ACTIONS}, .post-more`;
const COUNTS = [".like-count", ".helped-count"];

/**
 * Receive changes into a list.
 *
 * @param {HTMLElement} list
 * @returns {{take: (fresh: HTMLElement) => void, release: () => void}}
 */
export function makeChanges(list) {
  /** @type {Map<string, HTMLElement>} The newest state of posts that cannot change yet. */
  const waiting = new Map();
  const settle = () => {
    const isPaused = list.dataset.paused !== undefined;
    for (const [ref, fresh] of isPaused ? [] : waiting) {
      const old = findPost(list, ref);
      if (!old || !isHeld(old)) {
        waiting.delete(ref);
        if (old) {
          change(list, old, fresh);
        }
      }
    }
  };
  list.addEventListener("focusout", () => setTimeout(settle));
  return {
    take(fresh) {
      waiting.set(fresh.dataset.post ?? "", fresh);
      settle();
    },
    release: settle,
  };
}

/**
 * Show a post as it is now, and leave its actions to `refreshActions` or to their counts.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 */
export function change(list, old, fresh) {
  dress(list, fresh);
  steadily(() => {
    old.className = fresh.className;
    swap(old, fresh);
  });
  old.dispatchEvent(new CustomEvent("post:changed", { bubbles: true }));
  if (isMine(old) || list.dataset.ownView !== undefined) {
    askForActions(list, old);
  }
}

/**
 * Put the actions of a post as this viewer sees them now, unless a hand is on them.
 *
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 */
export function refreshActions(old, fresh) {
  const actions = old.querySelector(ACTIONS);
  const now = fresh.querySelector(ACTIONS);
  const isInUse = actions?.contains(document.activeElement) || actions?.querySelector("[open]");
  if (actions && now && !isInUse) {
    actions.replaceWith(now);
    if (isMine(old)) {
      quietOwn(old);
    }
  }
}

/**
 * @param {HTMLElement} post
 * @returns {boolean} Whether the focus is on a part of it that would be replaced.
 */
function isHeld(post) {
  const held = document.activeElement;
  return held !== null && held !== post && post.contains(held) && !held.closest(STAYS);
}

/**
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 */
function swap(old, fresh) {
  const actions = old.querySelector(ACTIONS);
  const shown = fresh.querySelector(ACTIONS);
  if (!shown) {
    actions?.remove();
  }
  for (const selector of COUNTS) {
    const count = actions?.querySelector(selector);
    const now = shown?.querySelector(selector);
    if (count && now) {
      count.textContent = now.textContent;
    }
  }
  const parts = [...fresh.children].filter((part) => !part.matches(actions ? STAYS : ".post-more"));
  for (const part of [...old.children].filter((each) => !each.matches(STAYS))) {
    part.remove();
  }
  old.prepend(...parts);
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} old
 */
async function askForActions(list, old) {
  const [fresh] = await postsAfter(list, numberOf(old) - 1, 1);
  if (fresh && fresh.dataset.post === old.dataset.post) {
    refreshActions(old, fresh);
  }
}
