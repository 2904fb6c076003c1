/** What follows when a reply has been published. */

import { piecesOf } from "./fragments.js";
import { goTo } from "./new_posts_bar.js";
import { findPost, postsIn } from "./posts.js";
import { hideBox } from "./refusals.js";

/**
 * Show the new post in its place, and make the form ready for another.
 *
 * @param {HTMLFormElement} form
 * @param {string} html The post as its author sees it.
 */
export function written(form, html) {
  hideBox(form);
  empty(form);
  const ref = showWritten(html);
  const list = document.querySelector("[data-posts]");
  if (!list || !ref) {
    location.reload();
    return;
  }
  const post = findPost(list, ref);
  if (post) {
    goTo(post);
  } else {
    location.assign(`${list.getAttribute("data-thread-url")}/messages/${ref.split(":")[1]}`);
  }
}

/**
 * Show a post of one's own in its place, if that is on this page.
 *
 * @param {string} html
 * @returns {string | undefined} Which post it is.
 */
export function showWritten(html) {
  const list = document.querySelector("[data-posts]");
  list?.dispatchEvent(new CustomEvent("post:written", { detail: { html } }));
  return postsIn(piecesOf(html))[0]?.dataset.post;
}

/**
 * Empty a form whose text is on its way to others now.
 *
 * @param {HTMLFormElement} form
 */
export function empty(form) {
  delete form.dataset.once;
  const text = form.querySelector("[data-editor-text]");
  if (text instanceof HTMLTextAreaElement) {
    text.value = "";
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.dispatchEvent(new CustomEvent("draft:sent"));
  form.dispatchEvent(new CustomEvent("reply:sent"));
}
