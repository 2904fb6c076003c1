/** A button beside each password that shows what was typed. */

import { made } from "./fragments.js";
import { words } from "./words.js";

/** Put the buttons there. */
export function start() {
  for (const field of document.querySelectorAll("input[type=password]")) {
    if (field instanceof HTMLInputElement) {
      field.after(revealer(field));
    }
  }
}

/**
 * @param {HTMLInputElement} field
 * @returns {HTMLButtonElement}
 */
function revealer(field) {
  const look = "password-reveal";
  const button = made("button", { type: "button", class: look, "aria-controls": field.id });
  const show = (/** @type {boolean} */ isShown) => {
    field.type = isShown ? "text" : "password";
    button.textContent = isShown ? words().hide : words().show;
    button.setAttribute("aria-label", isShown ? words().hidePassword : words().showPassword);
  };
  show(false);
  button.addEventListener("click", () => {
    show(field.type === "password");
    field.focus();
  });
  // Browsers offer to keep a password only when the field is one again.
  field.form?.addEventListener("submit", () => show(false));
  return button;
}
