/**
 * Where a post belongs among those on the page: the order that the server gives them too.
 *
 * @typedef {object} Placed
 * @property {string} id
 * @property {string} parent Empty for an answer, and for the opening.
 * @property {number} number Its place in the order of writing.
 * @property {number} usefulness What its room counts for it.
 * @property {boolean} isFeatured
 * @property {boolean} isOpening
 *
 * @typedef {object} Page
 * @property {boolean} isFlat It is in the order of writing.
 * @property {boolean} isRanked Its answers stand by what is featured, then by usefulness.
 * @property {boolean} isLast No page follows.
 */

/**
 * Return after which post a new one belongs; it need not be the newest.
 *
 * @param {Placed[]} posts Those on the page, in reading order.
 * @param {Placed} fresh
 * @param {Page} page
 * @returns {number | null} A place in `posts`; `null` when it belongs to another page.
 */
export function placeOf(posts, fresh, { isFlat, isRanked, isLast }) {
  if (isFlat) {
    const place = lastPlace(posts, (post) => post.number < fresh.number);
    return place < 0 || (!isLast && place === posts.length - 1) ? null : place;
  }
  const isSibling = (/** @type {Placed} */ post) => !post.isOpening && post.parent === fresh.parent;
  const isBefore = (/** @type {Placed} */ post) =>
    fresh.parent === "" ? compareAnswers(post, fresh, isRanked) < 0 : post.number < fresh.number;
  if (fresh.parent === "" && !isLast) {
    return null;
  }
  const before = lastPlace(posts, (post) => isSibling(post) && isBefore(post));
  const start = before < 0 ? posts.findIndex((post) => isAbove(post, fresh)) : before;
  const isDirect = before < 0 && fresh.parent !== ""; // before the first of its siblings
  return start < 0 ? null : isDirect ? start : lastBelow(posts, start);
}

/**
 * Compare two answers: the solution, then what helped most, then the oldest.
 *
 * @param {Placed} one
 * @param {Placed} other
 * @param {boolean} isRanked
 * @returns {number} Below 0 when the first comes first.
 */
export function compareAnswers(one, other, isRanked) {
  const byHelp =
    Number(other.isFeatured) - Number(one.isFeatured) || other.usefulness - one.usefulness;
  return (isRanked && byHelp) || one.number - other.number;
}

/**
 * @param {Placed} post
 * @param {Placed} fresh
 * @returns {boolean} Whether the fresh one hangs on this; answers follow the opening.
 */
function isAbove(post, fresh) {
  return fresh.parent === "" ? post.isOpening : post.id === fresh.parent;
}

/**
 * @param {Placed[]} posts
 * @param {(post: Placed) => boolean} fits
 * @returns {number} The last place of one that fits; -1 when there is none.
 */
function lastPlace(posts, fits) {
  return posts.reduce((found, post, place) => (fits(post) ? place : found), -1);
}

/**
 * Return the last post of those that hang, at any depth, on one of them.
 *
 * @param {Placed[]} posts
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
