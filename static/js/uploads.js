/**
 * Pictures in a text: chosen, pasted or dropped; made smaller here, sent one after the other, then
 * named in the text. Whatever sends the form waits for them (`uploaded`).
 */

import { say } from "./draft_words.js";
import { made } from "./fragments.js";
import { block } from "./markdown.js";
import { sendPicture } from "./picture_request.js";
import { apply } from "./toolbar.js";
import { words } from "./words.js";

const ACCEPTED = "image/jpeg,image/png,image/webp,image/gif";

/** @type {WeakMap<HTMLFormElement, Promise<boolean>>} What is on its way, and whether all arrived. */
const onTheirWay = new WeakMap();

/** Take pictures that are pasted or dropped into the writing places of the page. */
export function start() {
  for (const text of document.querySelectorAll("[data-editor-text]")) {
    if (text instanceof HTMLTextAreaElement) {
      text.addEventListener("paste", (event) => takeFrom(event.clipboardData, text, event));
      text.addEventListener("drop", (event) => takeFrom(event.dataTransfer, text, event));
    }
  }
}

/**
 * Wait for the pictures that are on their way to a form.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<boolean>} Whether all of them arrived.
 */
export async function uploaded(form) {
  let last;
  do {
    last = onTheirWay.get(form);
    if ((await last) === false) {
      return false;
    }
  } while (last !== onTheirWay.get(form)); // more were added meanwhile
  return true;
}

/**
 * @param {HTMLFormElement} form
 * @returns {boolean} Whether a picture is on its way to it.
 */
export function isUploading(form) {
  return onTheirWay.has(form);
}

/**
 * Let the person choose pictures.
 *
 * @param {HTMLTextAreaElement} text Where they go.
 */
export function pickPicture(text) {
  const picker = made("input", { type: "file", accept: ACCEPTED, multiple: "" });
  picker.addEventListener("change", () => take([...(picker.files ?? [])], text));
  picker.click();
}

/**
 * Take pictures from what is pasted or dropped. Word processors and spreadsheets put a picture of
 * the words beside the words: it is the words that are meant.
 *
 * @param {DataTransfer | null} carried
 * @param {HTMLTextAreaElement} text
 * @param {Event} event
 */
function takeFrom(carried, text, event) {
  const files = [...(carried?.files ?? [])];
  if (files.length > 0 && !carried?.getData("text/plain").trim()) {
    event.preventDefault(); // a browser would leave the page for the file
    take(files, text);
  }
}

/**
 * @param {File[]} files
 * @param {HTMLTextAreaElement} text
 */
function take(files, text) {
  const { form } = text;
  if (!form || files.length === 0) {
    return;
  }
  const before = onTheirWay.get(form) ?? Promise.resolve(true);
  const all = before.then((isWhole) => insertEach(files, text, form, isWhole));
  onTheirWay.set(form, all);
  all.then(() => {
    if (onTheirWay.get(form) === all) {
      onTheirWay.delete(form);
    }
  });
}

/**
 * @param {File[]} files
 * @param {HTMLTextAreaElement} text
 * @param {HTMLFormElement} form
 * @param {boolean} isWhole Whether those before have arrived.
 * @returns {Promise<boolean>} Whether these have, too.
 */
async function insertEach(files, text, form, isWhole) {
  const refusals = [];
  /** @type {Inserted | null} */
  let last = null;
  for (const [index, file] of files.entries()) {
    const isPicture = file.type !== "" && ACCEPTED.split(",").includes(file.type);
    const tell = (/** @type {number} */ percent) =>
      say(form, words().uploading(percent, index + 1, files.length));
    const { markdown, refusal } = isPicture
      ? await sendPicture(file, tell)
      : { markdown: "", refusal: words().notAPicture };
    if (markdown) {
      last = insert(markdown, text, last);
    } else {
      refusals.push(files.length > 1 || !isPicture ? `${file.name} : ${refusal}` : refusal);
    }
  }
  say(form, refusals.join(" ") || words().describePicture);
  return isWhole && refusals.length === 0;
}

/**
 * Put a picture where the caret is; after the one before, when its words are still selected.
 *
 * @typedef {{from: number, to: number, end: number}} Inserted Its words, and where it ends.
 *
 * @param {string} markdown
 * @param {HTMLTextAreaElement} text
 * @param {Inserted | null} before
 * @returns {Inserted}
 */
function insert(markdown, text, before) {
  const isThere = before && text.selectionStart === before.from && text.selectionEnd === before.to;
  const edit = block(text.value, isThere ? before.end : text.selectionEnd, markdown);
  const alt = edit.insert.indexOf("![") + 2;
  const close = edit.insert.indexOf("](", alt);
  apply(text, { ...edit, select: [alt, close] });
  const end = edit.from + edit.insert.trimEnd().length;
  return { from: edit.from + alt, to: edit.from + close, end };
}
