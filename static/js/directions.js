/** Names in a sentence of ours: those written from right to left leave its order as it is. */

/** Blocks of Hebrew, Arabic and other letters that are written so, as in `core/typography.py`. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Source: Unicode UAX #9, 2.7: first strong isolate, pop directional isolate.
 *
 * @param {string} name
 * @returns {string}
 */
export function isolated(name) {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}
