/**
 * The writing place, `[data-editor]`: it grows with the text and counts near the limit.
 *
 * `toolbar.js` and `preview.js` fill its bar; without scripts it is a plain textarea.
 */

import { words } from "./words.js";

/** From this share of the limit on, the length is shown. */
const NEAR = 0.9;
/** Rows to which a text grows where the browser does not do it by itself. */
const MOST_ROWS = 24;

/** Furnish the writing places of the page. */
export function start() {
  for (const editor of document.querySelectorAll("[data-editor]")) {
    const text = editor.querySelector("[data-editor-text]");
    if (text instanceof HTMLTextAreaElement) {
      furnish(editor, text);
    }
  }
}

/**
 * @param {Element} editor
 * @param {HTMLTextAreaElement} text
 */
function furnish(editor, text) {
  const rows = text.rows;
  const refresh = () => {
    count(editor, text);
    grow(text, rows);
  };
  text.addEventListener("input", refresh);
  text.addEventListener("draft:filled", refresh);
  refresh();
}

/**
 * @param {Element} editor
 * @param {HTMLTextAreaElement} text
 */
function count(editor, text) {
  const place = editor.querySelector("[data-editor-count]");
  const limit = text.maxLength;
  if (place && limit > 0) {
    const length = text.value.length;
    const isNear = length > limit * NEAR;
    place.toggleAttribute("hidden", !isNear);
    place.classList.toggle("is-near", isNear);
    place.textContent = isNear ? words().left(limit - length) : "";
  }
}

/**
 * @param {HTMLTextAreaElement} text
 * @param {number} rows
 */
function grow(text, rows) {
  if (globalThis.CSS?.supports?.("field-sizing", "content")) {
    return;
  }
  text.rows = Math.max(rows, Math.min(MOST_ROWS, text.value.split("\n").length + 1));
  while (text.scrollHeight > text.clientHeight && text.rows < MOST_ROWS) {
    text.rows += 1;
  }
}
