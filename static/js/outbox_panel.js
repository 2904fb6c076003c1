/** What is said at a form whose text waits, and what can be done about it. */

import { made } from "./fragments.js";
import { letGo, placeOf, putAway, waitingAt } from "./outbox.js";
import { hideBox, showBox } from "./refusals.js";
import { words } from "./words.js";

/**
 * Say that the text of a form waits.
 *
 * @param {HTMLFormElement} form
 * @param {() => void} tryAgain
 * @param {string} [sentence]
 */
export function showWaiting(form, tryAgain, sentence = words().waiting) {
  const place = placeOf(form);
  const again = made(
    "button",
    { type: "button", class: "button secondary small" },
    words().sendNow,
  );
  const not = made("button", { type: "button", class: "button quiet small" }, words().doNotSend);
  again.addEventListener("click", () => {
    const text = waitingAt(place);
    if (text && !text.thread) {
      putAway({ ...text, mayHaveArrived: false }); // who presses has looked
    }
    tryAgain();
  });
  not.addEventListener("click", () => {
    const text = waitingAt(place);
    if (text) {
      letGo(text);
    }
    hideBox(form);
  });
  const buttons = made("p", { class: "button-row" }, again, not);
  const inside = made("div", {}, made("p", {}, sentence), buttons);
  const box = showBox(form, made("div", { class: "notice-box warning" }, inside));
  box.scrollIntoView?.({ block: "nearest" });
}
