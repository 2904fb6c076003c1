/** The posts of a thread as they stand in the page: `article[data-post]` in `[data-posts]`. */

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
 * @returns {import("./reply_position.js").Placed} What gives it its place.
 */
export function standingOf(post) {
  return {
    id: post.dataset.post?.split(":")[1] ?? "",
    parent: post.dataset.parent ?? "",
    number: numberOf(post),
    usefulness: Number(post.dataset.usefulness ?? 0),
    isFeatured: post.matches(".is-featured"),
    isOpening: post.matches(".is-opening"),
  };
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
    post.className = post.className.replace(/\bdepth-\d\b/u, "depth-0"); // nothing hangs on anything
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
