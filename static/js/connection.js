/**
 * The line of this page to the server.
 *
 * @typedef {import("./socket.js").Line} Line
 */

import { forgetPages } from "./offline.js";
import { bringPackage, FINAL, makeSocket } from "./socket.js";
import { showToast } from "./toast.js";
import { onWaking } from "./wake.js";
import { words } from "./words.js";

/** @type {Promise<Line> | null} */
let found = null;

/**
 * Return the line of this page, ready to be opened; when it cannot be had, ask again.
 *
 * @returns {Promise<Line>}
 */
export function findLine() {
  found ??= make().catch((error) => {
    found = null;
    throw error;
  });
  return found;
}

/**
 * Return the number of the last personal message this page has shown.
 *
 * @returns {number | null}
 */
export function seenLast() {
  return number(document.body.dataset.noticeSeq);
}

/**
 * Return which version of what is unread this page shows.
 *
 * @returns {number | null}
 */
export function shownVersion() {
  return number(document.body.dataset.noticeVersion);
}

/**
 * @param {string | undefined} typed
 * @returns {number | null}
 */
function number(typed) {
  return typed === undefined ? null : Number(typed);
}

/** @returns {Promise<Line>} */
async function make() {
  const greet = () => ({
    after: seenLast(),
    version: shownVersion(),
    account: Number(document.body.dataset.viewer),
  });
  const line = makeSocket(await bringPackage(), greet);
  line.on("connect_error", ({ message }) => onRefusal(message));
  wakeUp(line);
  return line;
}

/** @param {string} message Why the server did not let us in. */
function onRefusal(message) {
  if (FINAL.includes(message)) {
    forgetPages();
  }
  if (message === "sign_in_needed") {
    const here = encodeURIComponent(location.pathname + location.search);
    showToast(words().signedOut, { href: `/connexion?next=${here}`, look: "error" });
  } else if (message === "other_account") {
    showToast(words().otherAccount, { href: location.href, look: "error" });
  }
}

/**
 * Open the line anew when the device comes back from sleep, from a tunnel or from history.
 *
 * @param {Line} line
 */
function wakeUp(line) {
  onWaking(() => line.renew());
  window.addEventListener("online", () => line.renew());
  window.addEventListener("pagehide", () => line.disconnect());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      line.connect();
    }
  });
}
