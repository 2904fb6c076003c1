/** Finding the @name that is being typed. */

/** An @ at the beginning of a word, and what follows it up to the caret. */
const TYPED = /(?:^|[\s(«"'’])@([\p{L}\p{N}_.-]{1,30})$/u;

/**
 * Return the name before the caret.
 *
 * @param {string} text
 * @param {number} caret
 * @returns {{name: string, from: number, to: number} | null} `from` is the place of the @.
 */
export function nameAt(text, caret) {
  const name = TYPED.exec(text.slice(Math.max(0, caret - 40), caret))?.[1];
  return name ? { name, from: caret - name.length - 1, to: caret } : null;
}
