/** The posts of a thread as they stand in the page: `article[data-post]` in `[data-posts]`. */

import { words } from "./words.js";

/**
 * Return the posts under a node, in reading order.
 *
 * @param {ParentNode} root
 * @returns {HTMLElement[]}
 */
export function postsIn(root) {
  return [...root.querySelectorAll("article[data-post]")].filter(
    (post) => post instanceof HTMLElement,
  );
}

/**
 * Return the post with a reference like "forum.post:12".
 *
 * @param {ParentNode} root
 * @param {string} ref
 * @returns {HTMLElement | null}
 */
export function findPost(root, ref) {
  return root.querySelector(`article[data-post="${CSS.escape(ref)}"]`);
}

/**
 * @param {HTMLElement} post
 * @returns {{id: string, parent: string}} Empty parent: an answer, or the opening.
 */
export function standingOf(post) {
  const id = post.dataset.post?.split(":")[1] ?? "";
  return { id, parent: post.dataset.parent ?? "" };
}

/**
 * @param {HTMLElement} post
 * @returns {number} Its place in the order of writing.
 */
export function numberOf(post) {
  return Number(post.dataset.number ?? 0);
}

/**
 * @param {HTMLElement} post
 * @returns {boolean} Whether who looks wrote it.
 */
export function isMine(post) {
  const { viewer } = document.body.dataset;
  return viewer !== undefined && post.dataset.author === viewer;
}

/**
 * Dress a post that was rendered for everybody for the page it arrives on.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} post
 */
export function dress(list, post) {
  if (list.dataset.order === "temps") {
    flatten(list, post);
  }
  if (isMine(post)) {
    quietOwn(post);
  }
  markFriend(list, post);
}

/**
 * Mark the author as a friend where another post of theirs is marked so.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} post
 */
function markFriend(list, post) {
  const author = CSS.escape(post.dataset.author ?? "");
  const known = list.querySelector(`article[data-author="${author}"] [data-friend]`);
  if (known && !post.querySelector("[data-friend]")) {
    post.querySelector(".post-author")?.append(known.cloneNode(true));
  }
}

/**
 * In the order of writing nothing hangs on anything: say in words to whom a post replies.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} post
 */
function flatten(list, post) {
  const { parent } = standingOf(post);
  const name = list.querySelector(`#m${CSS.escape(parent)} .person-name`)?.textContent;
  const line = post.querySelector(".post-head .meta");
  const isSaid = post.classList.contains("depth-0") || /\bdepth-[234]\b/u.test(post.className);
  post.className = post.className.replace(/\bdepth-\d\b/u, "depth-0");
  if (name && line && !isSaid) {
    const said = document.createElement("span");
    said.textContent = words().to(name.trim());
    line.prepend(said);
  }
}

/**
 * Nobody likes or thanks their own words: show the count, if any, and no button to press.
 *
 * @param {HTMLElement} post
 */
export function quietOwn(post) {
  for (const form of post.querySelectorAll(".toggle.like, .toggle.helped")) {
    const count = Number(form.querySelector(".toggle-count")?.textContent ?? 0);
    form.toggleAttribute("hidden", count === 0);
    form.querySelector("button")?.toggleAttribute("disabled", true);
  }
}
