/** The last personal messages of a socket, for tabs that come later or were away. */

/** So many are kept. */
const MOST = 100;

/** @typedef {{seq: number}} Notice */

/**
 * Remember what a socket brings.
 *
 * @returns {{
 *   begin: (after: number | null) => void,
 *   last: () => number | null,
 *   note: (name: string, payload: any) => void,
 *   since: (after: number | null) => Notice[] | null,
 *   forgetAfter: (after: number | null) => void,
 * }}
 */
export function makeMemory() {
  /** @type {Notice[]} */
  let recent = [];
  /** @type {number | null} Everything after this number is kept; `null`: nothing is known. */
  let floor = null;
  /** @type {number | null} */
  let last = null;
  return {
    begin(after) {
      if (last === null) {
        floor = after;
        last = after;
      }
    },
    last: () => last,
    note(name, payload) {
      if (name === "resync") {
        recent = []; // tabs ask for their pages, and what comes next begins anew
        floor = null;
        last = null;
      } else if (name === "notice" && (last === null || payload.seq > last)) {
        floor ??= payload.seq - 1;
        last = payload.seq;
        recent.push(payload);
        floor = Math.max(floor, recent.length > MOST ? (recent.shift()?.seq ?? 0) : 0);
      }
    },
    since(after) {
      if (after === null || last === null || after >= last) {
        return [];
      }
      return floor === null || after < floor ? null : recent.filter(({ seq }) => seq > after);
    },
    forgetAfter(after) {
      if (after !== null && last !== null && after < last) {
        last = after;
        recent = recent.filter(({ seq }) => seq <= after);
      }
    },
  };
}
