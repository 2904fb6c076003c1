/**
 * Texts that wait for a line to be sent, kept on this device.
 *
 * @typedef {object} Waiting
 * @property {string} id Sent along, so that the server may know the same text again.
 * @property {string} viewer Whose it is; nobody else's session sends it.
 * @property {string} place Where its draft is kept: "thread:12", "post:40", "new".
 * @property {string} action Where it is sent to.
 * @property {[string, string][]} fields
 * @property {string} page The page it was written on.
 * @property {string} thread The thread it belongs to; empty for a new one.
 * @property {boolean} mayHaveArrived It was sent once, and no answer came.
 * @property {boolean} isChanged It was written on after it was sent.
 */

import { keep, kept } from "./storage.js";

const NAME = "outbox";

/**
 * Return what waits, of the person who is signed in here.
 *
 * @returns {Waiting[]}
 */
export function waitingTexts() {
  const { viewer } = document.body.dataset;
  return everything().filter((text) => text.viewer === viewer);
}

/**
 * Return what waits to be sent from a place.
 *
 * @param {string} place
 * @returns {Waiting | undefined}
 */
export function waitingAt(place) {
  return waitingTexts().find((text) => text.place === place);
}

/**
 * Let a text wait, instead of what waited at its place.
 *
 * @param {Waiting} text
 * @returns {boolean} Whether this device could keep it.
 */
export function putAway(text) {
  const others = everything().filter((each) => !isSame(each, text));
  return keep(NAME, [...others, text]);
}

/**
 * Let a text go: it was sent, or shall not be.
 *
 * @param {Waiting} text
 */
export function letGo(text) {
  const others = everything().filter((each) => !isSame(each, text));
  keep(NAME, others.length > 0 ? others : null);
}

/**
 * Return the text that a form would send later.
 *
 * @param {HTMLFormElement} form
 * @param {boolean} mayHaveArrived
 * @returns {Waiting}
 */
export function textOf(form, mayHaveArrived) {
  const list = document.querySelector("[data-posts]");
  const isReply = list instanceof HTMLElement && form.hasAttribute("data-reply-form");
  return {
    id: onceOf(form),
    viewer: document.body.dataset.viewer ?? "",
    place: placeOf(form),
    action: new URL(form.action).pathname,
    fields: [...new FormData(form)]
      .filter(([name]) => name !== "once") // sent as `id`
      .map(([name, value]) => [name, String(value)]),
    page: location.pathname,
    thread: isReply ? (list.dataset.thread ?? "") : "",
    mayHaveArrived,
    isChanged: mayHaveArrived && (waitingAt(placeOf(form))?.isChanged ?? false),
  };
}

/**
 * @param {HTMLFormElement} form
 * @returns {string} Where its draft is kept.
 */
export function placeOf(form) {
  return form.querySelector("[data-draft-place]")?.getAttribute("data-draft-place") ?? "";
}

/**
 * Return the mark of what is in a form now: the same however often it is sent. Replies are written
 * one after the other in one form, so each has a mark of its own.
 *
 * @param {HTMLFormElement} form
 * @returns {string}
 */
export function onceOf(form) {
  const isReply = form.hasAttribute("data-reply-form");
  form.dataset.once ??=
    waitingAt(placeOf(form))?.id ?? ((!isReply && drawnIn(form)) || randomMark());
  return form.dataset.once;
}

/**
 * @param {HTMLFormElement} form
 * @returns {string} The mark that came with the form.
 */
function drawnIn(form) {
  const field = form.elements.namedItem("once");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** @returns {string} */
function randomMark() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @returns {Waiting[]} */
function everything() {
  const found = kept(NAME);
  return Array.isArray(found) ? found : [];
}

/**
 * @param {Waiting} one
 * @param {Waiting} other
 * @returns {boolean}
 */
function isSame(one, other) {
  return one.viewer === other.viewer && one.place === other.place;
}
