/** What waits to be sent, shown where it was written; and the moments at which it is tried again. */

import { deliverAll } from "./delivery.js";
import { made, wordsOf } from "./fragments.js";
import { letGo, placeOf, putAway, textOf, waitingAt, waitingTexts } from "./outbox.js";
import { hideBox, showBox } from "./refusals.js";
import { keep } from "./storage.js";
import { showToast } from "./toast.js";
import { words } from "./words.js";
import { empty, written } from "./writing.js";

/** Milliseconds between attempts, for lines that come back without a sign. */
const RHYTHM = 30_000;
/** Under this name other tabs learn what has been sent. */
const SENT = "sent";

/** Show what waits, and send it as soon as it can be. */
export function start() {
  for (const form of formsOfPage()) {
    const text = waitingAt(placeOf(form));
    if (text) {
      fill(form, text);
      showWaiting(form);
    }
    form.addEventListener("input", () => {
      const waiting = waitingAt(placeOf(form));
      if (waiting) {
        putAway(textOf(form, waiting.mayHaveArrived));
      }
    });
  }
  window.addEventListener("online", tryAgain);
  document.addEventListener("line:back", tryAgain);
  window.addEventListener("storage", onOtherTab);
  setInterval(tryAgain, RHYTHM);
  tryAgain();
}

/**
 * Keep what a form holds until it can be sent.
 *
 * @param {HTMLFormElement} form
 * @param {boolean} mayHaveArrived It was sent, and no answer came.
 */
export function letWait(form, mayHaveArrived) {
  if (putAway(textOf(form, mayHaveArrived))) {
    showWaiting(form);
  } else {
    showBox(form, words().notSent);
  }
}

/** Try to send what waits. */
export async function tryAgain() {
  if (navigator.onLine && waitingTexts().length > 0) {
    await deliverAll(close);
  }
}

/** @param {import("./delivery.js").Outcome} outcome */
function close({ text, kind, answer }) {
  const form = formsOfPage().find((each) => placeOf(each) === text.place);
  if (kind === "sent") {
    keep(SENT, text.id);
    if (form && answer && text.thread) {
      written(form, answer.text);
    } else if (form) {
      empty(form);
      location.assign(answer?.url ?? text.page);
    } else {
      showToast(words().waitingSent, { href: text.page });
    }
  } else if (!form) {
    showToast(words().waitingRefused, { href: text.page, look: "error" });
  } else if (kind === "refused") {
    showBox(form, wordsOf(text.thread && answer ? answer.text : "") || words().refused);
  } else {
    showWaiting(form, words().maybeSent);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} [sentence]
 */
function showWaiting(form, sentence = words().waiting) {
  const place = placeOf(form);
  const again = made(
    "button",
    { type: "button", class: "button secondary small" },
    words().sendNow,
  );
  const not = made("button", { type: "button", class: "button quiet small" }, words().doNotSend);
  again.addEventListener("click", () => {
    const text = waitingAt(place);
    if (text && !text.thread) {
      putAway({ ...text, mayHaveArrived: false }); // who presses has looked
    }
    tryAgain();
  });
  not.addEventListener("click", () => {
    const text = waitingAt(place);
    if (text) {
      letGo(text);
    }
    hideBox(form);
  });
  const buttons = made("p", { class: "button-row" }, again, not);
  const inside = made("div", {}, made("p", {}, sentence), buttons);
  const box = showBox(form, made("div", { class: "notice-box warning" }, inside));
  box.scrollIntoView?.({ block: "nearest" });
}

/**
 * @param {HTMLFormElement} form
 * @param {import("./outbox.js").Waiting} text
 */
function fill(form, text) {
  for (const [name, value] of text.fields) {
    const field = form.elements.namedItem(name);
    const isTyped = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
    if (isTyped && field.value === "" && field.type !== "radio") {
      field.value = value;
    }
  }
}

/** @param {StorageEvent} event */
function onOtherTab(event) {
  for (const form of event.key?.endsWith(`.${SENT}`) ? formsOfPage() : []) {
    if (form.querySelector("[data-refusal]") && !waitingAt(placeOf(form))) {
      hideBox(form);
      empty(form);
    }
  }
}

/** @returns {HTMLFormElement[]} */
function formsOfPage() {
  return [...document.querySelectorAll("form[data-draft-form]")].filter(
    (form) => form instanceof HTMLFormElement,
  );
}
