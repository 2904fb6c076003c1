/**
 * Drafts: what is being written is kept on the server at each pause of the hand.
 *
 * `draft_sync.js` holds the rules, `draft_client.js` speaks with the server, `draft_words.js` with the person.
 */

import { Keeper } from "./draft_sync.js";

/** Keep what is written in the forms of the page. */
export function start() {
  for (const form of document.querySelectorAll("form[data-draft-form]")) {
    const editor = form.querySelector("[data-draft-place]");
    if (form instanceof HTMLFormElement && editor instanceof HTMLElement) {
      const begin = () => keepForm(form, editor.dataset.draftPlace ?? "");
      if ("draftShown" in form.dataset) {
        begin(); // something waits: it is there before anybody types
      } else {
        whenUsed(form, editor, begin);
      }
    }
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} place
 */
function keepForm(form, place) {
  form.autocomplete = "off"; // or some fields would come back older than the draft, others not
  const keeper = new Keeper(form, place);
  form.addEventListener("input", keeper.saveSoon);
  form.addEventListener("draft:sent", () => keeper.sent());
  form.addEventListener("draft:moved", (event) => {
    keeper.move(/** @type {CustomEvent<{place: string}>} */ (event).detail.place);
  });
  window.addEventListener("online", keeper.saveSoon);
  window.addEventListener("pagehide", () => keeper.leave());
  window.addEventListener("pageshow", ({ persisted }) => persisted && keeper.returned());
  keeper.open();
}

/**
 * Do something once an editor comes near the screen, or its form is written in: whichever is first.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement} editor
 * @param {() => void} act
 */
function whenUsed(form, editor, act) {
  const begin = () => {
    observer.disconnect();
    form.removeEventListener("focusin", begin);
    act();
  };
  const observer = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && begin(),
    { rootMargin: "200px" },
  );
  observer.observe(editor);
  form.addEventListener("focusin", begin);
}
