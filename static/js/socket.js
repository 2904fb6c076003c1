/**
 * A socket that comes back by itself. It knows no page.
 *
 * @typedef {typeof import("socket.io-client")} Package
 *
 * @typedef {import("socket.io-client").Socket & {renew: () => void}} Line The socket of a page;
 *   `renew` opens it anew, from what was seen last.
 *
 * @typedef {object} Greeting What was seen last, and for whom.
 * @property {number | null} after
 * @property {number | null} version Of what is unread.
 * @property {number | null} account
 */

/** Milliseconds before asking again a server that had no time. */
const SOON = 4000;
/** Refusals after which asking again would be in vain. */
export const FINAL = ["sign_in_needed", "suspended", "other_account"];
const SETTINGS = {
  transports: ["websocket"],
  autoConnect: false,
  reconnectionDelay: 500,
  reconnectionDelayMax: 8000,
  timeout: 10_000,
};

/**
 * Bring the package that speaks to the server; asked again, it is at hand.
 *
 * @returns {Promise<Package>}
 */
export function bringPackage() {
  // Typed by hand: the package is copied beside us by the set-up, where types do not follow.
  return import(new URL("../vendor/socket.io.js", import.meta.url).href);
}

/**
 * Prepare a socket; `connect()` opens it.
 *
 * @param {Pick<Package, "io">} brought
 * @param {() => Greeting} greet Says what was seen last, and for whom, at each connection.
 * @returns {Line}
 */
export function makeSocket({ io }, greet) {
  const socket = io({ ...SETTINGS, auth: (tell) => tell(greet()) });
  const again = () => setTimeout(() => socket.connect(), SOON * (0.5 + Math.random()));
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") {
      again(); // the person may be signed out, or only have lost a right
    }
  });
  socket.on("connect_error", ({ message }) => {
    if (!socket.active && !FINAL.includes(message)) {
      again(); // when only the line failed, the socket tries again by itself
    }
  });
  return Object.assign(socket, {
    renew() {
      socket.disconnect();
      socket.connect();
    },
  });
}
