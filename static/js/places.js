/**
 * Where a new post belongs among those on the page.
 *
 * @typedef {object} Standing
 * @property {string} id
 * @property {string} parent Empty for an answer, and for the opening.
 */

/**
 * Return after which post a new one belongs.
 *
 * @param {Standing[]} posts Those on the page, in reading order.
 * @param {string} parent What the new one replies to; empty for an answer.
 * @param {{isFlat: boolean, isLast: boolean}} page The order of writing; the last page.
 * @returns {number | null} A place in `posts`; `null` when it belongs to another page.
 */
export function placeOf(posts, parent, { isFlat, isLast }) {
  if (isFlat || parent === "") {
    return isLast && posts.length > 0 ? posts.length - 1 : null;
  }
  const start = posts.findIndex((post) => post.id === parent);
  return start < 0 ? null : lastBelow(posts, start);
}

/**
 * Return the last post of those that hang, at any depth, on one of them.
 *
 * @param {Standing[]} posts
 * @param {number} start
 * @returns {number}
 */
function lastBelow(posts, start) {
  const family = new Set([posts[start]?.id]);
  let last = start;
  for (const post of posts.slice(start + 1)) {
    if (!family.has(post.parent)) {
      break;
    }
    family.add(post.id);
    last += 1;
  }
  return last;
}
