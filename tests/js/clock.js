/** A clock that a test moves on. (Node's own forgets timers when one that has fired is cleared.) */

let now = 0;
let last = 0;
/** @type {Map<number, {at: number, act: () => void, every: number | null}>} */
const timers = new Map();

function set(act, milliseconds, every) {
  last += 1;
  timers.set(last, { at: now + (milliseconds ?? 0), act, every });
  return last;
}

/** Let timers obey this clock, and forget those there are. */
export function takeOverTimers() {
  timers.clear();
  globalThis.setTimeout = (act, milliseconds, ...rest) =>
    set(() => act(...rest), milliseconds, null);
  globalThis.setInterval = (act, milliseconds, ...rest) =>
    set(() => act(...rest), milliseconds, milliseconds);
  globalThis.clearTimeout = (id) => timers.delete(id);
  globalThis.clearInterval = globalThis.clearTimeout;
}

/** @param {number} milliseconds How far it moves on; what is due happens in its order. */
export function moveOn(milliseconds) {
  const end = now + milliseconds;
  for (;;) {
    const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
    const [first] = due;
    if (!first) {
      break;
    }
    const [id, timer] = first;
    now = Math.max(now, timer.at);
    if (timer.every === null) {
      timers.delete(id);
    } else {
      timer.at += timer.every;
    }
    timer.act();
  }
  now = end;
}
