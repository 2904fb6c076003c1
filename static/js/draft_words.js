/** What is said about a draft, below the text: `[data-editor-state]`. */

import { made } from "./fragments.js";

/**
 * Say a sentence, unless it is what was said last.
 *
 * @param {HTMLFormElement} form
 * @param {string} sentence
 */
export function say(form, sentence) {
  const line = form.querySelector("[data-editor-state]");
  if (line && line.textContent !== sentence) {
    line.textContent = sentence;
  }
}

/**
 * Say a sentence and let the person choose. Any choice ends it.
 *
 * @param {HTMLFormElement} form
 * @param {string} sentence
 * @param {[string, () => void][]} choices
 */
export function offer(form, sentence, choices) {
  const line = form.querySelector("[data-editor-state]");
  const buttons = choices.map(([label, act]) => {
    const button = made("button", { type: "button", class: "button quiet small" }, label);
    button.addEventListener("click", () => {
      say(form, "");
      act();
    });
    return button;
  });
  line?.replaceChildren(`${sentence} `, ...buttons);
}
