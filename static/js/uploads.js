/**
 * Pictures in a text: chosen, pasted or dropped; made smaller here, sent, then named in the text.
 */

import { say } from "./draft_words.js";
import { made, wordsOf } from "./fragments.js";
import { block } from "./markdown.js";
import { smaller } from "./pictures.js";
import { apply } from "./toolbar.js";
import { words } from "./words.js";

const ADDRESS = "/medias";
const ACCEPTED = "image/jpeg,image/png,image/webp,image/gif";

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
 * Let the person choose a picture.
 *
 * @param {HTMLTextAreaElement} text Where it goes.
 */
export function pickPicture(text) {
  const picker = made("input", { type: "file", accept: ACCEPTED });
  picker.addEventListener("change", () => {
    const [file] = picker.files ?? [];
    if (file) {
      insert(file, text);
    }
  });
  picker.click();
}

/**
 * @param {DataTransfer | null} carried
 * @param {HTMLTextAreaElement} text
 * @param {Event} event
 */
function takeFrom(carried, text, event) {
  const file = [...(carried?.files ?? [])].find(({ type }) => ACCEPTED.includes(type) && type);
  if (file) {
    event.preventDefault();
    insert(file, text);
  }
}

/**
 * @param {File} file
 * @param {HTMLTextAreaElement} text
 */
async function insert(file, text) {
  const { form } = text;
  if (!form) {
    return;
  }
  const body = new FormData();
  body.append("picture", await smaller(file), file.name);
  const { status, answer } = await send(body, (percent) => say(form, words().uploading(percent)));
  const markdown = status === 200 ? markdownIn(answer) : "";
  if (!markdown) {
    say(form, (status > 0 && wordsOf(answer)) || words().notSent);
    return;
  }
  const edit = block(text.value, text.selectionEnd, markdown);
  const alt = edit.insert.indexOf("![") + 2;
  apply(text, { ...edit, select: [alt, edit.insert.indexOf("](", alt)] });
  say(form, words().describePicture);
}

/**
 * Send with word of how far it is; `fetch` cannot tell.
 *
 * @param {FormData} body
 * @param {(percent: number) => void} tell
 * @returns {Promise<{status: number, answer: string}>} Status 0: no answer came.
 */
function send(body, tell) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", ADDRESS);
    request.setRequestHeader("X-Fragment", "1");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      tell(Math.round((100 * loaded) / Math.max(1, total)));
    });
    request.addEventListener("loadend", () => {
      resolve({ status: request.status, answer: request.responseText });
    });
    request.send(body);
  });
}

/**
 * @param {string} answer
 * @returns {string} The words that show the picture; empty when there are none.
 */
function markdownIn(answer) {
  try {
    const { markdown } = JSON.parse(answer);
    return typeof markdown === "string" ? markdown : "";
  } catch {
    return "";
  }
}
