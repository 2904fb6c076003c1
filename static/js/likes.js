/** How many like something, as it changes: `[data-live-count="forum.post:12"]`. */

/**
 * Show new counts as they come.
 *
 * @param {import("./socket.js").Socket} socket
 */
export function attach(socket) {
  socket.on("likes.count", (/** @type {{ref: string, count: number}} */ { ref, count }) => {
    for (const form of document.querySelectorAll(`[data-live-count="${CSS.escape(ref)}"]`)) {
      const number = form.querySelector(".like-count");
      if (number) {
        number.textContent = String(count);
      }
      if (count > 0) {
        form.removeAttribute("hidden"); // on one's own words, where nothing is shown at first
      }
    }
  });
}
