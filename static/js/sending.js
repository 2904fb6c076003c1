/**
 * Sending what was written, `form[data-draft-form]`, so that nothing is lost on the way.
 *
 * A reply is sent from the page it stands on. Other forms are sent by the browser, once the line is
 * known to be there. Without a line the text stays where it is, and leaves when the line is back.
 */

import { ask } from "./fetching.js";
import { piecesOf } from "./fragments.js";

import { letGo, placeOf, textOf, waitingAt } from "./outbox.js";
import { showBox } from "./refusals.js";
import { letWait, tryAgain } from "./waiting.js";
import { words } from "./words.js";
import { written } from "./writing.js";

/** Answered by the server without asking anything of its database. */
const PULSE = "/healthz";

/** Take over the sending. */
export function start() {
  for (const form of document.querySelectorAll("form[data-draft-form]")) {
    if (form instanceof HTMLFormElement) {
      form.addEventListener("submit", (event) => onSubmit(form, event));
    }
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {SubmitEvent} event
 */
function onSubmit(form, event) {
  const { submitter } = event;
  if (submitter instanceof HTMLButtonElement && submitter.name !== "") {
    return; // a button with a name asks for something else, as the preview does
  }
  event.preventDefault();
  if (form.getAttribute("aria-busy") !== "true") {
    send(form);
  }
}

/** @param {HTMLFormElement} form */
async function send(form) {
  setBusy(form, true);
  if (form.hasAttribute("data-reply-form")) {
    await sendReply(form);
    setBusy(form, false);
  } else if ((await ask(PULSE)).kind === "lost") {
    letWait(form, false);
    setBusy(form, false);
  } else {
    const waiting = waitingAt(placeOf(form));
    if (waiting) {
      letGo(waiting);
    }
    form.dispatchEvent(new CustomEvent("draft:sent"));
    form.submit();
    window.addEventListener("pageshow", () => setBusy(form, false), { once: true });
  }
}

/** @param {HTMLFormElement} form */
async function sendReply(form) {
  const waiting = waitingAt(placeOf(form));
  if (waiting || !navigator.onLine) {
    letWait(form, waiting?.mayHaveArrived ?? false);
    await tryAgain();
    return;
  }
  const { id, fields } = textOf(form, true);
  const body = new URLSearchParams([...fields, ["once", id]]);
  const answer = await ask(form.action, { method: "POST", body });
  if (answer.kind === "lost") {
    letWait(form, true);
  } else if (answer.kind === "done") {
    written(form, answer.text);
  } else {
    showBox(form, ...piecesOf(answer.text).childNodes);
    if (answer.status === 401) {
      showBox(form, words().signedOut);
    }
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} isBusy
 */
function setBusy(form, isBusy) {
  form.toggleAttribute("aria-busy", isBusy);
  if (isBusy) {
    form.setAttribute("aria-busy", "true");
  }
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.toggleAttribute("disabled", isBusy);
  }
}
