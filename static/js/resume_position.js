/** "Reprendre où j'en étais": the way to the first post that is new since the last visit. */

import { made } from "./fragments.js";
import { goTo } from "./new_posts_bar.js";
import { isMine, numberOf, postsIn } from "./posts.js";
import { isSeen } from "./scroll_anchor.js";
import { words } from "./words.js";

/** Offer the way, on a thread that was read before and has grown. */
export function start() {
  const list = document.querySelector("[data-posts][data-read-number]");
  const read = list instanceof HTMLElement ? Number(list.dataset.readNumber) : 0;
  if (!list || read === 0 || location.hash) {
    return;
  }
  const fresh = postsIn(list).filter(
    (post) => numberOf(post) > read && !isMine(post) && !post.matches(".is-deleted, .is-hidden"),
  );
  const first = fresh[0];
  if (first && !isSeen(first)) {
    offer(list, first, fresh.length);
  }
}

/**
 * @param {Element} list
 * @param {HTMLElement} first
 * @param {number} count
 */
function offer(list, first, count) {
  const bar = document.querySelector("[data-news]");
  const button = bar?.querySelector("[data-news-show]");
  if (!bar || !button) {
    return;
  }
  // A bar of its own: the other one may have news of this minute to tell.
  const own = /** @type {HTMLElement} */ (bar.cloneNode(true));
  own.removeAttribute("data-news");
  own.querySelector("[data-news-label]")?.replaceChildren(words().resume(count));
  const tap = own.querySelector("[data-news-show]");
  tap?.removeAttribute("data-news-show");
  tap?.addEventListener("click", () => {
    own.remove();
    goTo(first);
  });
  own.hidden = false;
  bar.after(own);
  new IntersectionObserver((entries, observer) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      observer.disconnect();
      own.remove();
    }
  }).observe(first);
  markFrom(list, first);
}

/**
 * Draw a line above what is new.
 *
 * @param {Element} list
 * @param {HTMLElement} first
 */
function markFrom(list, first) {
  if (!list.querySelector(".resume")) {
    first.before(made("p", { class: "resume" }, words().newSince));
  }
}
