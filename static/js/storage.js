/** What this device remembers for us. Browsers may refuse to; then nothing is remembered. */

const PREFIX = "entraide.";
/** Kept when somebody signs out: it says nothing about a person. */
const SHARED = new Set([`${PREFIX}theme`]);

/**
 * Return what is kept under a name.
 *
 * @param {string} name
 * @returns {any} Anything JSON can carry; `null` when there is nothing.
 */
export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null");
  } catch {
    return null;
  }
}

/**
 * Keep something under a name; `null` lets it go.
 *
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} Whether it is kept.
 */
export function keep(name, value) {
  try {
    if (value === null) {
      localStorage.removeItem(PREFIX + name);
    } else {
      localStorage.setItem(PREFIX + name, JSON.stringify(value));
    }
    return true;
  } catch {
    return false;
  }
}

/** Let everything go that belongs to a person. */
export function forgetPerson() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && !SHARED.has(key)) {
        localStorage.removeItem(key);
      }
    }
  } catch {
    // Nothing could be kept, so there is nothing to let go.
  }
}
