/** The buttons of the editor, `[data-editor-action]`, and their keys. What they do can be undone. */

import { editFor } from "./markdown.js";
import { pickPicture } from "./uploads.js";
import { words } from "./words.js";

const KEYS = new Map([
  ["b", "bold"],
  ["i", "italic"],
  ["k", "link"],
]);

/** Furnish the bars of the page. */
export function start() {
  for (const editor of document.querySelectorAll("[data-editor]")) {
    const text = editor.querySelector("[data-editor-text]");
    const bar = editor.querySelector("[data-editor-tools]");
    if (text instanceof HTMLTextAreaElement && bar instanceof HTMLElement) {
      furnish(bar, text);
    }
  }
}

/**
 * @param {HTMLElement} bar
 * @param {HTMLTextAreaElement} text
 */
function furnish(bar, text) {
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-editor-action]");
    const action = button ? button.getAttribute("data-editor-action") : null;
    if (action === "image") {
      pickPicture(text);
    } else if (action) {
      act(action, text);
    }
  });
  bar.addEventListener("keydown", (event) => moveAlong(bar, event));
  text.addEventListener("keydown", (event) => {
    const action = KEYS.get(event.key.toLowerCase());
    if (action && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      act(action, text);
    }
  });
  moveTo(buttonsOf(bar), 0);
}

/**
 * Put an edit into a text the way a hand would, so that it can be undone.
 *
 * @param {HTMLTextAreaElement} text
 * @param {import("./markdown.js").Edit} edit
 */
export function apply(text, { from, to, insert, select }) {
  text.focus();
  text.setSelectionRange(from, to);
  // Deprecated in name only: nothing else keeps the history of the field. Rejected → set directly.
  if (!document.execCommand?.("insertText", false, insert)) {
    text.setRangeText(insert, from, to, "end");
    text.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  }
  text.setSelectionRange(from + select[0], from + select[1]);
}

/**
 * @param {string} action
 * @param {HTMLTextAreaElement} text
 */
function act(action, text) {
  const { value, selectionStart, selectionEnd } = text;
  const labels = { words: words().someWords, column: words().column };
  const edit = editFor(action, value, selectionStart, selectionEnd, labels);
  if (edit) {
    apply(text, edit);
  }
}

/**
 * One stop for the tab key, arrows inside. Source: WAI-ARIA Authoring Practices, toolbar.
 *
 * @param {HTMLElement} bar
 * @param {KeyboardEvent} event
 */
function moveAlong(bar, event) {
  const buttons = buttonsOf(bar);
  const here = buttons.findIndex((button) => button.matches(":focus"));
  const last = buttons.length - 1;
  const targets = new Map([
    ["ArrowRight", here === last ? 0 : here + 1],
    ["ArrowLeft", here <= 0 ? last : here - 1],
    ["Home", 0],
    ["End", last],
  ]);
  const target = targets.get(event.key);
  if (target !== undefined) {
    event.preventDefault();
    moveTo(buttons, target);
    buttons[target]?.focus();
  }
}

/**
 * @param {HTMLElement[]} buttons
 * @param {number} place
 */
function moveTo(buttons, place) {
  for (const [index, button] of buttons.entries()) {
    button.tabIndex = index === place ? 0 : -1;
  }
}

/**
 * @param {HTMLElement} bar
 * @returns {HTMLElement[]} Those that are shown: some are left out on phones.
 */
function buttonsOf(bar) {
  return [...bar.querySelectorAll("[data-editor-action]")]
    .filter((button) => button instanceof HTMLElement)
    .filter((button) => getComputedStyle(button).display !== "none");
}
