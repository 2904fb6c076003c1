/**
 * Small forms sent without leaving the page: `form[data-in-place]`.
 *
 * The answer is a fragment that takes the place of the form; or of the part around it that carries
 * the same `data-actions` or `data-fragment`, when the fragment has one. Further parts of the answer that
 * carry one take the place of theirs, wherever on the page that is.
 */

import { piecesOf, wordsOf } from "./fragments.js";
import { ask, follow } from "./requests.js";
import { showToast } from "./toast.js";
import { words } from "./words.js";

/** Attributes by which a fragment says what it takes the place of. */
const NAMES = ["data-actions", "data-fragment"];

/** Send such forms from now on, those that arrive later too. */
export function start() {
  document.addEventListener("formdata", nameViewer);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && form.matches("[data-in-place]")) {
      event.preventDefault();
      send(form, /** @type {HTMLElement | null} */ (event.submitter));
    }
  });
}

/**
 * Say for whom the page was made in forms that were brought without: pieces are the same for all.
 *
 * @param {FormDataEvent} event
 */
function nameViewer({ formData }) {
  if (formData.get("account") === "") {
    formData.set("account", document.body.dataset.viewer ?? "");
  }
}

/**
 * Return what a form would send.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter]
 * @returns {BodyInit}
 */
export function fieldsOf(form, submitter = null) {
  const data = new FormData(form, submitter);
  if (form.enctype === "multipart/form-data") {
    return data;
  }
  const fields = new URLSearchParams();
  for (const [name, value] of data) {
    fields.append(name, String(value));
  }
  return fields;
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function send(form, submitter) {
  if (form.getAttribute("aria-busy") === "true") {
    return;
  }
  form.setAttribute("aria-busy", "true");
  const answer = await ask(form.action, { method: "POST", body: fieldsOf(form, submitter) });
  form.removeAttribute("aria-busy");
  if (answer.kind === "lost") {
    showToast(words().notSent, { look: "error" });
  } else if (answer.kind === "refused") {
    const href = piecesOf(answer.text).querySelector("a")?.getAttribute("href") ?? undefined;
    showToast(wordsOf(answer.text) || words().refused, { look: "error", href });
  } else if (answer.isMoved) {
    follow(answer);
  } else {
    replace(form, answer.text, submitter);
  }
}

/**
 * Put the answer where the form stood, with the focus on the same button.
 *
 * @param {HTMLFormElement} form
 * @param {string} html
 * @param {HTMLElement | null} submitter
 */
function replace(form, html, submitter) {
  const pieces = piecesOf(html);
  const fresh = pieces.firstElementChild;
  if (!fresh) {
    return;
  }
  const old = placeOf(form, fresh);
  takePlaces(pieces);
  const hadFocus = old.contains(document.activeElement);
  const place = buttonsOf(old).indexOf(submitter ?? form);
  old.replaceWith(pieces);
  if (hadFocus) {
    buttonsOf(fresh)[Math.max(0, place)]?.focus({ preventScroll: true });
  }
}

/**
 * Put the further parts of an answer where the page has shown them before.
 *
 * @param {DocumentFragment} pieces
 */
function takePlaces(pieces) {
  for (const part of [...pieces.children].slice(1)) {
    const name = part.getAttribute("data-fragment");
    if (name) {
      part.remove();
      document.querySelector(`[data-fragment="${CSS.escape(name)}"]`)?.replaceWith(part);
    }
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Element} fresh
 * @returns {Element}
 */
function placeOf(form, fresh) {
  const name = NAMES.find((each) => fresh.hasAttribute(each));
  const value = name ? CSS.escape(fresh.getAttribute(name) ?? "") : "";
  return (name && form.closest(`[${name}="${value}"]`)) || form;
}

/**
 * @param {Element} part
 * @returns {HTMLElement[]}
 */
function buttonsOf(part) {
  return [...part.querySelectorAll("button")];
}
