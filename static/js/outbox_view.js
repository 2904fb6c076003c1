/** What waits to be sent, shown where it was written; and the moments at which it is tried again. */

import { empty, showWritten, written } from "./composer.js";
import { wordsOf } from "./fragments.js";
import { placeOf, putAway, textOf, waitingAt, waitingTexts } from "./outbox.js";
import { showWaiting } from "./outbox_panel.js";
import { deliverAll } from "./outbox_send.js";
import { hideBox, showBox } from "./refusals.js";
import { rescue } from "./rescue.js";
import { keep } from "./storage.js";
import { showToast } from "./toast.js";
import { words } from "./words.js";

/** Milliseconds between attempts, for lines that come back without a sign. */
const RHYTHM = 30_000;
/** Milliseconds before the first attempts: most breaks are short. */
const QUICK = [2000, 5000, 12_000];
/** Under this name other tabs learn what has been sent. */
const SENT = "sent";

/** Show what waits, and send it as soon as it can be. */
export function start() {
  for (const form of formsOfPage()) {
    const text = waitingAt(placeOf(form));
    if (text) {
      fill(form, text);
      showWaiting(form, tryAgain);
    }
    form.addEventListener("input", () => {
      const waiting = waitingAt(placeOf(form));
      if (waiting) {
        const isChanged = waiting.isChanged || waiting.mayHaveArrived;
        putAway({ ...textOf(form, waiting.mayHaveArrived), isChanged });
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
    showWaiting(form, tryAgain);
    trySoon();
  } else {
    showBox(form, words().notSent);
  }
}

function trySoon([pause, ...more] = QUICK) {
  if (pause !== undefined) {
    setTimeout(async () => {
      await tryAgain();
      if (waitingTexts().length > 0) {
        trySoon(more);
      }
    }, pause);
  }
}

/** Try to send what waits. */
export async function tryAgain() {
  if (navigator.onLine && waitingTexts().length > 0) {
    await deliverAll(close);
  }
}

/** @param {import("./outbox_send.js").Outcome} outcome */
function close(outcome) {
  const { text, kind, answer } = outcome;
  const form = formsOfPage().find((each) => placeOf(each) === text.place);
  if (kind === "sent") {
    keep(SENT, text.id);
    onSent(outcome, form);
  } else if (!form) {
    if (kind === "refused") {
      rescue(text);
    }
    showToast(words().waitingRefused, { href: text.page, look: "error" });
  } else if (kind === "refused") {
    showBox(form, wordsOf(text.thread && answer ? answer.text : "") || words().refused);
  } else if (!form.querySelector("[data-refusal]")) {
    showWaiting(form, tryAgain, words().maybeSent);
  }
}

/**
 * @param {import("./outbox_send.js").Outcome} outcome
 * @param {HTMLFormElement} [form] Where the text was written.
 */
function onSent({ text, answer }, form) {
  if (!form) {
    showToast(words().waitingSent, { href: text.page });
  } else if (!text.thread || !answer) {
    empty(form);
    location.assign(answer?.url ?? text.page);
  } else if (text.isChanged) {
    showWritten(answer.text);
    delete form.dataset.once;
    showBox(form, words().sentAsItWas);
  } else {
    written(form, answer.text);
  }
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
