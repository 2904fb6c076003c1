/**
 * How much is unread: on the bell, on the page of notices, `[data-unread-count]`, in the title of the
 * tab; and what only makes sense while something is, `[data-while-unread]`.
 */

/** More than this is not counted out. */
const MOST = 99;

/**
 * Show how many notices are unread.
 *
 * @param {number} count
 */
export function showUnread(count) {
  for (const badge of document.querySelectorAll("[data-badge]")) {
    const number = badge.querySelector("[data-badge-count]");
    if (number) {
      number.textContent = shortCount(count);
    }
    badge.toggleAttribute("hidden", count === 0);
  }
  for (const part of document.querySelectorAll("[data-unread-count], [data-while-unread]")) {
    part.toggleAttribute("hidden", count === 0);
    if (part.matches("[data-unread-count]")) {
      part.textContent = shortCount(count);
    }
  }
  document.title = titled(document.title, count);
}

/**
 * @param {number} count
 * @returns {string}
 */
export function shortCount(count) {
  return count > MOST ? `${MOST}+` : String(count);
}

/**
 * Return a title that begins with a count, unless it is nothing.
 *
 * @param {string} title With or without an earlier count.
 * @param {number} count
 * @returns {string}
 */
export function titled(title, count) {
  const plain = title.replace(/^\(\d+\+?\) /u, "");
  return count > 0 ? `(${shortCount(count)}) ${plain}` : plain;
}
