/** Changes to the page that do not move what is being read. */

/** What a person types into; while it holds the focus it stays where it is. */
const TYPED_INTO = "textarea, input, select, [contenteditable]";
/** The bar on top covers this much. */
const BAR = 64;

/**
 * Change the page, and keep what is being read or typed where it is on the screen.
 *
 * @param {() => void} change
 */
export function steadily(change) {
  const anchor = anchorNow();
  if (!anchor) {
    change();
    return;
  }
  const before = anchor.getBoundingClientRect().top;
  const drift = () => (anchor.isConnected ? anchor.getBoundingClientRect().top - before : 0);
  change();
  const shift = drift();
  scrollBack(shift);
  // A browser that anchors by itself may do it once more for the next picture: take that back.
  requestAnimationFrame(() => {
    const extra = drift();
    if (Math.abs(shift) >= 1 && Math.abs(extra + shift) < 2) {
      scrollBack(extra);
    }
  });
}

/**
 * Tell whether something put after this element would push away what is being read.
 *
 * @param {Element} before
 * @returns {boolean}
 */
export function wouldPush(before) {
  if (document.visibilityState !== "visible") {
    return false;
  }
  const edge = before.getBoundingClientRect().bottom;
  const isInSight = edge > BAR && edge < window.innerHeight;
  return isInSight && postsAfter(before).some((post) => isSeen(post));
}

/**
 * Tell whether some of an element is on the screen.
 *
 * @param {Element} element
 * @returns {boolean}
 */
export function isSeen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > BAR && top < window.innerHeight;
}

/** @returns {Element | undefined} */
function anchorNow() {
  const held = document.activeElement;
  if (held?.matches(TYPED_INTO) && isSeen(held)) {
    return held;
  }
  return [...document.querySelectorAll("[data-post]")].find(isSeen);
}

/**
 * @param {Element} before
 * @returns {Element[]}
 */
function postsAfter(before) {
  const posts = [...(before.parentElement?.querySelectorAll("[data-post]") ?? [])];
  return posts.slice(posts.indexOf(before) + 1);
}

/** @param {number} pixels */
function scrollBack(pixels) {
  if (Math.abs(pixels) >= 1) {
    window.scrollBy({ top: pixels, behavior: "instant" });
  }
}
