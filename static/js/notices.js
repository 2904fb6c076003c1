/**
 * Personal notices: the number on the bell, and a passing word for each.
 *
 * @typedef {object} Notice
 * @property {number} id The line it is on.
 * @property {number} seq
 * @property {string} text
 * @property {string} url
 * @property {number} unread
 * @property {number} version
 *
 * @typedef {object} Read
 * @property {number} unread
 * @property {number} version Grows whenever `unread` changes.
 * @property {number[]} [ids] Those that were read just now, or the first hundred of them.
 */

import { showUnread } from "./badge.js";
import { seenLast, shownVersion } from "./connection.js";
import { putAway } from "./push_device.js";
import { revisit } from "./refetch.js";
import { verdict } from "./sequence.js";
import { showToast } from "./toast.js";

const UNREAD = "[data-notice].is-unread";

/**
 * Hear of notices.
 *
 * @param {import("./socket.js").Line} socket
 */
export function attach(socket) {
  let connectedAt = 0;
  socket.on("connect", () => {
    connectedAt = Date.now();
  });
  socket.on("notice", (/** @type {Notice} */ notice) => {
    const said = verdict(notice.seq, seenLast(), Date.now() - connectedAt);
    if (said === "take") {
      take(notice);
    } else if (said === "ask") {
      socket.renew();
    }
  });
  socket.on("notices.read", (/** @type {Read} */ read) => {
    if (showNewest(read)) {
      markRead(read);
    }
    putAway(read);
  });
  socket.on("resync", catchUp);
}

/**
 * Tell whether a notice is about the thread that is open, where it shows by itself.
 *
 * @param {string} url
 * @param {string} here The path of the page.
 * @returns {boolean}
 */
export function isAbout(url, here) {
  const thread = /^\/[a-z]+\/\d+(?![^/-])/u;
  const path = new URL(url, location.href).pathname;
  const found = thread.exec(path)?.[0];
  return found !== undefined && found === thread.exec(here)?.[0];
}

/** @param {Notice} notice */
function take(notice) {
  document.body.dataset.noticeSeq = String(notice.seq);
  showNewest(notice);
  document.dispatchEvent(new CustomEvent("notice:taken", { detail: notice }));
  if (document.visibilityState === "visible" && !isAbout(notice.url, location.pathname)) {
    showToast(notice.text, { href: notice.url, opens: notice.id });
  }
}

/**
 * Show how much is unread, unless the page shows what came later.
 *
 * @param {{unread: number, version: number}} state
 * @returns {boolean} Whether it is the newest.
 */
function showNewest({ unread, version }) {
  const isNewest = version >= (shownVersion() ?? 0);
  if (isNewest) {
    document.body.dataset.noticeVersion = String(version);
    showUnread(unread);
  }
  return isNewest;
}

/** @param {Read} read */
function markRead({ unread, ids = [] }) {
  for (const notice of document.querySelectorAll(UNREAD)) {
    if (unread === 0 || ids.includes(Number(notice.getAttribute("data-notice")))) {
      showRead(notice);
    }
  }
  if (document.querySelectorAll(UNREAD).length > unread) {
    markAsFound(); // more were read than are named
  }
}

/** Show as read what the page would show as read now. */
async function markAsFound() {
  const page = await revisit();
  for (const notice of page ? document.querySelectorAll(UNREAD) : []) {
    const id = CSS.escape(notice.getAttribute("data-notice") ?? "");
    if (!page?.querySelector(`[data-notice="${id}"].is-unread`)) {
      showRead(notice);
    }
  }
}

/** @param {Element} notice */
function showRead(notice) {
  notice.classList.remove("is-unread");
  notice.querySelector("[data-opens]")?.removeAttribute("data-opens");
  for (const part of notice.querySelectorAll("[data-until-read]")) {
    part.remove();
  }
}

/** Too much was missed to be sent one by one: ask for the page as it is now. */
async function catchUp() {
  const page = await revisit();
  if (!page) {
    return;
  }
  const { noticeSeq, noticeVersion } = page.body.dataset;
  document.body.dataset.noticeSeq = noticeSeq ?? "0";
  document.body.dataset.noticeVersion = noticeVersion ?? "0";
  const number = page.querySelector("[data-badge]:not([hidden]) [data-badge-count]");
  showUnread(Number.parseInt(number?.textContent ?? "0", 10));
}
