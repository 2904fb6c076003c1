/**
 * What happens in a thread, taken in order and without a gap.
 *
 * Each state of a thread has a number, its version, and each push says which one it makes. The page
 * moves on only from one state to the next, or to one that it asked the server for: a post that came
 * another way (one's own, as the answer to a form) is shown, and moves nothing.
 *
 * @typedef {object} Step
 * @property {number} version The state that it makes.
 * @property {number} number Of the post that it is about; 0 for none.
 * @property {() => boolean} act Shows it; false when only the server can say what to show.
 *
 * @typedef {object} Sequence
 * @property {(step: Step) => void} take
 * @property {() => void} hold Let steps wait: the server is being asked.
 * @property {(state: {version: number, number: number} | null) => void} goOn From the state that
 *   the page shows now; `null`: it could not be had.
 */

/** Milliseconds in which an earlier step may still come, before it is asked for. */
const LATE = 1000;

/**
 * Return the order of what happens in a thread.
 *
 * @param {HTMLElement} list
 * @param {() => void} ask Asks the server for the state of the thread.
 * @returns {Sequence}
 */
export function makeSequence(list, ask) {
  /** @type {Step[]} */
  let waiting = [];
  let isHeld = false;
  let isPatient = false; // one wait for all steps that are late
  const hasGap = () => !isHeld && waiting.some(({ version }) => version > versionOf(list));

  function askLater() {
    if (!isPatient) {
      isPatient = true;
      setTimeout(() => {
        isPatient = false;
        if (hasGap()) {
          ask();
        }
      }, LATE);
    }
  }

  function go() {
    waiting = waiting.filter(({ version }) => version > versionOf(list));
    waiting.sort((one, other) => one.version - other.version);
    const [next] = waiting;
    if (isHeld || !next) {
      return;
    }
    if (next.version > versionOf(list) + 1) {
      askLater();
    } else if (next.act()) {
      moveTo(list, next.version, next.number);
      go();
    } else {
      ask();
    }
  }

  return {
    take(step) {
      waiting.push(step);
      go();
    },
    hold() {
      isHeld = true;
    },
    goOn(state) {
      isHeld = false;
      if (state) {
        moveTo(list, state.version, state.number);
        go();
      }
    },
  };
}

/**
 * @param {HTMLElement} list
 * @returns {number} The state of the thread that the page shows.
 */
export function versionOf(list) {
  return Number(list.dataset.version ?? 0);
}

/**
 * @param {HTMLElement} list
 * @returns {number} The last number of a post that this state knows of.
 */
export function lastNumber(list) {
  return Number(list.dataset.lastNumber ?? 0);
}

/**
 * @param {HTMLElement} list
 * @param {number} version
 * @param {number} number
 */
function moveTo(list, version, number) {
  list.dataset.version = String(Math.max(versionOf(list), version));
  list.dataset.lastNumber = String(Math.max(lastNumber(list), number));
}
