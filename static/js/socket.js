/**
 * A socket that comes back by itself, and says what it has seen last.
 *
 * @typedef {import("socket.io-client").Socket} Socket
 * @typedef {typeof import("socket.io-client")} Package
 */

import { showToast } from "./toast.js";
import { words } from "./words.js";

/** Milliseconds out of sight after which a socket is presumed asleep and opened anew. */
const NAP = 45_000;
/** Milliseconds before asking again a server that had no time. */
const SOON = 4000;
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
 * Prepare the socket of this page; `connect()` opens it.
 *
 * @param {Package} brought
 * @returns {Socket}
 */
export function openSocket({ io }) {
  const socket = io({ ...SETTINGS, auth: (tell) => tell({ after: seenLast() }) });
  socket.on("disconnect", (reason) => onGoodbye(socket, reason));
  socket.on("connect_error", (error) => onRefusal(socket, error));
  wakeUp(socket);
  return socket;
}

/**
 * Return the number of the last personal message this page has shown.
 *
 * @returns {number | null}
 */
export function seenLast() {
  const typed = document.body.dataset.noticeSeq;
  return typed === undefined ? null : Number(typed);
}

/**
 * The server closed the socket: the person may be signed out, or only lost a right.
 *
 * @param {Socket} socket
 * @param {string} reason
 */
function onGoodbye(socket, reason) {
  if (reason === "io server disconnect") {
    setTimeout(() => socket.connect(), SOON * (0.5 + Math.random()));
  }
}

/**
 * The server did not let us in. When only the line failed, the socket tries again by itself.
 *
 * @param {Socket} socket
 * @param {Error} error
 */
function onRefusal(socket, error) {
  if (socket.active) {
    return;
  }
  if (error.message === "sign_in_needed") {
    showToast(words().signedOut, { href: "/connexion", look: "error" });
  } else if (error.message !== "suspended") {
    setTimeout(() => socket.connect(), SOON * (0.5 + Math.random()));
  }
}

/**
 * Open the socket anew when the device comes back from sleep, from a tunnel or from history.
 *
 * @param {Socket} socket
 */
function wakeUp(socket) {
  let hiddenAt = Number.POSITIVE_INFINITY;
  const again = () => {
    socket.disconnect();
    socket.connect();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      hiddenAt = Date.now();
    } else if (Date.now() - hiddenAt > NAP) {
      again();
    }
  });
  window.addEventListener("online", again);
  window.addEventListener("pagehide", () => socket.disconnect());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      socket.connect();
    }
  });
}
