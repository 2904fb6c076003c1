/** What could not be done with a form, said beside the button that was pressed. */

import { made, piecesOf } from "./fragments.js";

/**
 * Say it, in the place of what was said before.
 *
 * @param {HTMLFormElement} form
 * @param {...(string | Node)} content
 * @returns {HTMLElement}
 */
export function showBox(form, ...content) {
  hideBox(form);
  const isText = content.every((part) => typeof part === "string");
  const inside = isText
    ? [made("div", { class: "notice-box warning" }, made("p", {}, ...content))]
    : content;
  const box = made("div", { class: "stack-tight", role: "alert", "data-refusal": "" }, ...inside);
  const actions = form.querySelector(".form-actions");
  if (actions) {
    actions.before(box);
  } else {
    form.append(box);
  }
  return box;
}

/**
 * Show why the server refused a form. What it has changed itself goes along: the version that the
 * person has now read.
 *
 * @param {HTMLFormElement} form
 * @param {import("./requests.js").Answer} answer
 */
export function showRefusal(form, answer) {
  const pieces = piecesOf(answer.text);
  for (const fresh of pieces.querySelectorAll("input[type=hidden]")) {
    const known = form.elements.namedItem(fresh.getAttribute("name") ?? "");
    if (known instanceof HTMLInputElement) {
      known.value = fresh.getAttribute("value") ?? "";
    }
    fresh.remove();
  }
  showBox(form, ...pieces.childNodes);
}

/**
 * Take back what was said.
 *
 * @param {HTMLFormElement} form
 */
export function hideBox(form) {
  form.querySelector("[data-refusal]")?.remove();
}
