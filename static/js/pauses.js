/** Acts that wait until the hand rests, or that happen at the most so often. */

/**
 * Do something once nothing has asked for it any more for a while.
 *
 * @template {unknown[]} Args
 * @param {number} milliseconds
 * @param {(...args: Args) => void} act
 * @returns {((...args: Args) => void) & {cancel: () => void}}
 */
export function afterPause(milliseconds, act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {Args} args */
  const later = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...args), milliseconds);
  };
  return Object.assign(later, { cancel: () => clearTimeout(timer) });
}

/**
 * Do something at once, then not again before a while has passed.
 *
 * @param {number} milliseconds
 * @param {() => void} act
 * @param {() => number} [now]
 * @returns {() => void}
 */
export function atMostEvery(milliseconds, act, now = Date.now) {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - last >= milliseconds) {
      last = now();
      act();
    }
  };
}
