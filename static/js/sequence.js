/**
 * The order of personal messages.
 *
 * Numbers follow each other without a gap while a page is connected. Only what a server sends after
 * a connection may leave numbers out: notices that merged meanwhile arrive once, under the last.
 */

/** Milliseconds after connecting during which a gap is the server's own catching up. */
export const CATCHING_UP = 10_000;

/**
 * Say what to do with a message.
 *
 * @param {number} seq Its number.
 * @param {number | null} last The last number seen; `null` when none is known.
 * @param {number} connectedFor Milliseconds since the socket opened.
 * @returns {"take" | "known" | "ask"} "ask": something before it is missing, ask the server.
 */
export function verdict(seq, last, connectedFor) {
  if (last !== null && seq <= last) {
    return "known";
  }
  const isNext = last === null || seq === last + 1;
  return isNext || connectedFor < CATCHING_UP ? "take" : "ask";
}
