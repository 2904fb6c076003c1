/** The last personal messages of a socket, for tabs that come later or were away. */

/** So many are kept. */
const MOST = 100;

/**
 * @typedef {{seq: number}} Notice
 * @typedef {{unread: number, version: number}} State What is unread, as of a version.
 * @typedef {import("./socket.js").Greeting} Greeting
 */

/**
 * Remember what a socket brings.
 *
 * @returns {{
 *   begin: (after: number | null) => void,
 *   greeting: () => Pick<Greeting, "after" | "version">,
 *   note: (name: string, payload: any) => void,
 *   missedBy: (greeting: Greeting) => [string, unknown][],
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
  /** @type {State | null} */
  let state = null;
  return {
    begin(after) {
      if (last === null) {
        floor = after;
        last = after;
      }
    },
    // Version 0 has the server say what is unread: tabs may show what was true at several times.
    greeting: () => ({ after: last, version: 0 }),
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
      const isPersonal = name === "notice" || name === "notices.read"; // threads count versions too
      if (isPersonal && payload?.version >= (state?.version ?? 0)) {
        state = { unread: payload.unread, version: payload.version };
      }
    },
    missedBy({ after, version }) {
      const isBehind = after !== null && last !== null && after < last;
      if (isBehind && (floor === null || after < floor)) {
        return [["resync", {}]];
      }
      /** @type {[string, unknown][]} */
      const missed = recent
        .filter(({ seq }) => isBehind && seq > after)
        .map((notice) => ["notice", notice]);
      if (state && state.version > (version ?? 0)) {
        missed.push(["notices.read", state]);
      }
      return missed;
    },
    forgetAfter(after) {
      if (after !== null && last !== null && after < last) {
        last = after;
        recent = recent.filter(({ seq }) => seq <= after);
      }
    },
  };
}
