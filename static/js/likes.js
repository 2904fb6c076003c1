/** How many like something, as it changes: `[data-live-count="forum.post:12"]`. */

/** In a thread, what stands on posts comes in its order; what the thread is under does not. */
const STANDS_ALONE = ":is([data-hosted] *, :not([data-posts][data-version] *))";
const COUNTS = [".like-count", ".helped-count"];

/**
 * Show new counts as they come. In a thread they are steps of the thread, and come in its order.
 *
 * @param {import("./socket.js").Line} socket
 */
export function attach(socket) {
  socket.on("likes.count", (/** @type {{ref: string, count: number}} */ { ref, count }) => {
    showCount(document, ref, count, STANDS_ALONE);
  });
}

/**
 * Return what shows counts in a list; while the page stands still, they wait.
 *
 * @param {HTMLElement} list
 * @returns {{take: (ref: string, count: number) => void, release: () => void}}
 */
export function makeCounts(list) {
  /** @type {Map<string, number>} */
  const waiting = new Map();
  const release = () => {
    for (const [ref, count] of list.dataset.paused === undefined ? waiting : []) {
      showCount(list, ref, count);
      waiting.delete(ref);
    }
  };
  return {
    take(ref, count) {
      waiting.set(ref, count);
      release();
    },
    release,
  };
}

/**
 * @param {ParentNode} root
 * @param {string} ref
 * @param {number} count
 * @param {string} [where]
 */
function showCount(root, ref, count, where = "") {
  for (const form of root.querySelectorAll(`[data-live-count="${CSS.escape(ref)}"]${where}`)) {
    const number = form.querySelector(".like-count");
    if (number) {
      number.textContent = String(count);
    }
    // On one's own words nothing is shown as long as nobody likes them.
    form.toggleAttribute("hidden", count === 0 && form.querySelector("button[disabled]") !== null);
  }
}

/**
 * Show in the actions of a post what those of another state of it count.
 *
 * @param {HTMLElement} post
 * @param {HTMLElement} other
 */
export function takeCounts(post, other) {
  for (const selector of COUNTS) {
    const count = post.querySelector(`[data-actions] ${selector}`);
    const now = other.querySelector(`[data-actions] ${selector}`);
    if (count && now) {
      count.textContent = now.textContent;
    }
  }
}
