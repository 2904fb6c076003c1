/** How many like something, as it changes: `[data-live-count="forum.post:12"]`. */

/**
 * Show new counts as they come; while the page stands still, they wait.
 *
 * @param {import("./socket.js").Line} socket
 */
export function attach(socket) {
  /** @type {Map<string, number>} */
  const waiting = new Map();
  const release = () => {
    for (const [ref, count] of waiting) {
      show(ref, count);
    }
    waiting.clear();
  };
  const list = document.querySelector("[data-posts]");
  socket.on("likes.count", (/** @type {{ref: string, count: number}} */ { ref, count }) => {
    waiting.set(ref, count);
    if (!list?.hasAttribute("data-paused")) {
      release();
    }
  });
  list?.addEventListener("live:goes-on", release);
}

/**
 * @param {string} ref
 * @param {number} count
 */
function show(ref, count) {
  for (const form of document.querySelectorAll(`[data-live-count="${CSS.escape(ref)}"]`)) {
    const number = form.querySelector(".like-count");
    if (number) {
      number.textContent = String(count);
    }
    if (count > 0) {
      form.removeAttribute("hidden"); // on one's own words, where nothing is shown at first
    }
  }
}
