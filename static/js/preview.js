/** Seeing a text as it will look, `[data-editor-tab]`: rendered by the server, as everything is. */

import { piecesOf, wordsOf } from "./fragments.js";
import { ask } from "./requests.js";
import { words } from "./words.js";

/** Furnish the tabs of the page. */
export function start() {
  for (const editor of document.querySelectorAll("[data-editor][data-preview-url]")) {
    const tabs = editor.querySelector("[data-editor-tabs]");
    const text = editor.querySelector("[data-editor-text]");
    const shown = editor.querySelector("[data-editor-preview]");
    const isWhole = text instanceof HTMLTextAreaElement && shown instanceof HTMLElement;
    if (editor instanceof HTMLElement && tabs instanceof HTMLElement && isWhole) {
      furnish(editor, tabs, text, shown);
    }
  }
}

/**
 * @param {HTMLElement} editor
 * @param {HTMLElement} tabs
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} shown
 */
function furnish(editor, tabs, text, shown) {
  tabs.hidden = false;
  editor.querySelector("[data-editor-plain]")?.toggleAttribute("hidden", true);
  const turn = (/** @type {boolean} */ isPreview) => {
    shown.hidden = !isPreview;
    text.hidden = isPreview;
    editor.querySelector("[data-editor-tools]")?.classList.toggle("is-off", isPreview);
    for (const tab of tabs.querySelectorAll("[data-editor-tab]")) {
      const isOn = (tab.getAttribute("data-editor-tab") === "preview") === isPreview;
      tab.setAttribute("aria-pressed", String(isOn));
    }
  };
  tabs.addEventListener("click", (event) => {
    const tab = event.target instanceof Element && event.target.closest("[data-editor-tab]");
    const isPreview = tab && tab.getAttribute("data-editor-tab") === "preview";
    if (tab) {
      turn(isPreview === true);
    }
    if (isPreview) {
      render(editor, text, shown);
    }
  });
  // The form is sent, or refused, with its text in sight.
  text.form?.addEventListener("draft:sent", () => turn(false));
  text.addEventListener("invalid", () => turn(false));
}

/**
 * @param {HTMLElement} editor
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} shown
 */
async function render(editor, text, shown) {
  if (text.value.trim() === "") {
    shown.replaceChildren(words().nothingToPreview);
    return;
  }
  shown.setAttribute("aria-busy", "true");
  const body = new URLSearchParams({ body: text.value });
  const answer = await ask(editor.dataset.previewUrl ?? "", { method: "POST", body });
  shown.removeAttribute("aria-busy");
  if (answer.kind === "done") {
    shown.replaceChildren(piecesOf(answer.text));
  } else {
    const said = answer.kind === "refused" ? wordsOf(answer.text) : "";
    shown.replaceChildren(said || words().notSent);
  }
}
