/** Noticing that the device was asleep: the clock jumps. */

/** Milliseconds between two looks at the clock; a much longer pause was a sleep. */
const TICK = 10_000;
const SLEEP = 45_000;

/**
 * Do something whenever the device wakes up.
 *
 * @param {() => void} act
 */
export function onWaking(act) {
  let seen = Date.now();
  setInterval(() => {
    const slept = Date.now() - seen > SLEEP;
    seen = Date.now();
    if (slept) {
      act();
    }
  }, TICK);
}
