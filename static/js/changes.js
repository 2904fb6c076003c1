/**
 * Posts that change while they are read: edited, chosen as solution, thanked, deleted.
 *
 * What is pushed looks the same for everybody. So the actions stay as they are, they say what this
 * viewer did; only their counts follow. A part that holds the focus waits until it lets go.
 */

import { newsAfter } from "./catch_up.js";
import { takeCounts } from "./likes.js";
import { dress, findPost, isMine, numberOf, quietOwn } from "./posts.js";
import { steadily } from "./scroll_anchor.js";
import { versionOf } from "./thread_sequence.js";

const ACTIONS = "[data-actions]";
const STAYS = `${ACTIONS}, .post-more`;

/**
 * Receive changes into a list.
 *
 * @param {HTMLElement} list
 * @returns {{take: (fresh: HTMLElement, isOwn?: boolean) => void, release: () => void}} `isOwn`:
 *   who looks did it, in this tab or in another one, and may see other actions now.
 */
export function makeChanges(list) {
  /** @type {Map<string, {fresh: HTMLElement, isOwn: boolean}>} What cannot be shown yet. */
  const waiting = new Map();
  const settle = () => {
    const isPaused = list.dataset.paused !== undefined;
    for (const [ref, { fresh, isOwn }] of isPaused ? [] : waiting) {
      const old = findPost(list, ref);
      if (!old || !isHeld(old)) {
        waiting.delete(ref);
        if (old) {
          change(list, old, fresh, isOwn);
        }
      }
    }
  };
  list.addEventListener("focusout", () => setTimeout(settle));
  return {
    take(fresh, isOwn = false) {
      const ref = fresh.dataset.post ?? "";
      waiting.set(ref, { fresh, isOwn: isOwn || waiting.get(ref)?.isOwn === true });
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
 * @param {boolean} isOwn
 */
function change(list, old, fresh, isOwn) {
  dress(list, fresh);
  steadily(() => {
    old.className = fresh.className;
    old.dataset.usefulness = fresh.dataset.usefulness ?? "0";
    swap(old, fresh);
  });
  old.dispatchEvent(new CustomEvent("post:changed", { bubbles: true }));
  if (isOwn || isMine(old) || list.dataset.ownView !== undefined) {
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
  takeCounts(old, fresh);
  const parts = [...fresh.children].filter((part) => !part.matches(actions ? STAYS : ".post-more"));
  for (const part of [...old.children].filter((each) => !each.matches(STAYS))) {
    part.remove();
  }
  old.prepend(...parts);
}

/** @type {WeakMap<HTMLElement, number>} How often the actions of a post were asked for. */
const turns = new WeakMap();

/**
 * Ask for the actions of a post as this viewer sees them; the last answer holds. What it counts may
 * be older than what was pushed while it was on its way: then the counts stay.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} old
 */
export async function askForActions(list, old) {
  const turn = (turns.get(old) ?? 0) + 1;
  turns.set(old, turn);
  const version = versionOf(list);
  const news = await newsAfter(list, numberOf(old) - 1, 1);
  const fresh = news?.posts.find((post) => post.dataset.post === old.dataset.post);
  if (news === null) {
    list.dataset.stale = ""; // whoever catches up next looks at everything
  } else if (fresh && turns.get(old) === turn) {
    if (versionOf(list) !== version) {
      takeCounts(fresh, old);
    }
    refreshActions(old, fresh);
  }
}
