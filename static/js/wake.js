/** Noticing that nobody looked for long: the page was out of sight, or the device asleep. */

/** Milliseconds between two looks at the clock of a page in sight. */
const TICK_MS = 10_000;
/** Milliseconds after which a socket is presumed asleep as well. */
const SLEEP_MS = 45_000;

/**
 * Do something whenever the page wakes up.
 *
 * @param {() => void} act
 */
export function onWaking(act) {
  let seen = Date.now();
  const look = () => {
    const hasSlept = Date.now() - seen > SLEEP_MS;
    seen = Date.now();
    if (hasSlept) {
      act();
    }
  };
  document.addEventListener("visibilitychange", look);
  setInterval(() => {
    if (document.visibilityState === "visible") {
      look(); // out of sight, browsers let clocks tick once a minute
    }
  }, TICK_MS);
}
