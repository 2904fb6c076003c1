/** Changes to the page that do not move what is being read. */

/** What a person types into; while it holds the focus it stays where it is. */
const TYPED_INTO = "textarea, input, select, [contenteditable]";
/** The bar on top covers this much. */
const BAR = 64;
/** Whether a change is being made: what it entails is a part of it, and is held by the same anchor. */
let isChanging = false;

/**
 * Change the page, and keep what is being read or typed where it is on the screen.
 *
 * @param {() => void} change All of it: what follows from it must not move the page a second time.
 */
export function steadily(change) {
  if (isChanging) {
    change();
    return;
  }
  isChanging = true;
  try {
    hold(anchorNow(), change);
  } finally {
    isChanging = false;
  }
}

/**
 * @param {Element | undefined} anchor What is to stay where it is.
 * @param {() => void} change
 */
function hold(anchor, change) {
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
 * @param {(post: Element) => boolean} [isRead] Whether a post may be what is being read.
 * @returns {boolean}
 */
export function wouldPush(before, isRead = () => true) {
  if (document.visibilityState !== "visible") {
    return false;
  }
  const edge = before.getBoundingClientRect().bottom;
  const isInSight = edge > BAR && edge < window.innerHeight;
  return isInSight && postsAfter(before).some((post) => isRead(post) && isSeen(post));
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
