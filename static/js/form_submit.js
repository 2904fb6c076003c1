/**
 * Sending what was written, `form[data-draft-form]`, so that nothing is lost on the way.
 *
 * Forms are sent from the page they stand on, and the page is left only once they were taken:
 * whatever they are refused for, all that was typed and chosen is still there. Without a line the text
 * stays where it is, and leaves when the line is back.
 */

import { written } from "./composer.js";
import { letGo, placeOf, textOf, waitingAt } from "./outbox.js";
import { letWait, tryAgain } from "./outbox_view.js";
import { hideBox, showBox, showRefusal } from "./refusals.js";
import { ask, follow } from "./requests.js";
import { isUploading, uploaded } from "./uploads.js";
import { words } from "./words.js";

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
  if (await picturesAreThere(form)) {
    await (form.hasAttribute("data-reply-form") ? sendReply(form) : sendForm(form));
  }
  setBusy(form, false);
}

/**
 * Let the pictures arrive first: what is published without them would miss them for ever.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<boolean>}
 */
async function picturesAreThere(form) {
  if (!isUploading(form)) {
    return true;
  }
  showBox(form, words().pictureFirst);
  const areThere = await uploaded(form);
  if (areThere) {
    hideBox(form);
  } else {
    showBox(form, words().pictureLost);
  }
  return areThere;
}

/**
 * Send a form that leads elsewhere; the page stays, with all that is in it, until it is taken.
 *
 * @param {HTMLFormElement} form
 */
async function sendForm(form) {
  if ((await ask(PULSE)).kind === "lost") {
    letWait(form, false);
    return;
  }
  const answer = await post(form);
  if (answer.kind === "lost") {
    letWait(form, true);
  } else if (answer.kind === "refused") {
    showRefusal(form, answer);
  } else {
    const waiting = waitingAt(placeOf(form));
    if (waiting) {
      letGo(waiting);
    }
    form.dispatchEvent(new CustomEvent("draft:sent"));
    follow(answer);
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
  const answer = await post(form);
  if (answer.kind === "lost") {
    letWait(form, true);
  } else if (answer.kind === "done") {
    written(form, answer.text);
  } else {
    showRefusal(form, answer);
  }
}

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<import("./requests.js").Answer>}
 */
function post(form) {
  const { id, fields } = textOf(form, true);
  const body = new URLSearchParams([...fields, ["once", id]]);
  return ask(form.action, { method: "POST", body });
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
