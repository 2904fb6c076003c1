/** Passing words in a corner of the screen. What they say can also be found elsewhere. */

import { announce } from "./announce.js";
import { made } from "./fragments.js";
import { words } from "./words.js";

/** Milliseconds for which they stay, unless a pointer or the focus rests on them. */
const STAY = 9000;
/** So many are shown at once. */
const MOST = 3;

/**
 * Show a sentence for a while, and have it read aloud.
 *
 * @param {string} sentence
 * @param {{href?: string | undefined, look?: "error", opens?: number}} [options] `opens`: the notice it tells of.
 */
export function showToast(sentence, { href, look, opens } = {}) {
  const shelf = document.querySelector("[data-toasts]");
  if (!shelf || !sentence) {
    return;
  }
  const close = made("button", { type: "button", class: "toast-close" }, "×");
  close.setAttribute("aria-label", words().close);
  const text = href ? made("a", { href }, sentence) : made("span", {}, sentence);
  if (opens !== undefined) {
    text.setAttribute("data-opens", String(opens));
  }
  const toast = made("div", { class: look ? `toast ${look}` : "toast" }, text, close);
  close.addEventListener("click", () => toast.remove());
  sayingThis(shelf, sentence)?.remove();
  shelf.append(toast);
  while (shelf.children.length > MOST) {
    shelf.firstElementChild?.remove();
  }
  leaveLater(toast);
  announce(sentence);
}

/**
 * @param {Element} shelf
 * @param {string} sentence
 * @returns {Element | undefined} What says the same already: three answers, and still one line.
 */
function sayingThis(shelf, sentence) {
  return [...shelf.children].find((toast) => toast.firstElementChild?.textContent === sentence);
}

/** @param {HTMLElement} toast */
function leaveLater(toast) {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) {
      leaveLater(toast);
    } else {
      toast.remove();
    }
  }, STAY);
}
