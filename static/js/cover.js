/** The picture at the top of an article, `[data-cover]`: sent as soon as it is chosen, and shown. */

import { made } from "./fragments.js";
import { sendPicture } from "./picture_request.js";
import { words } from "./words.js";

/** Take over the fields for covers. */
export function start() {
  for (const place of document.querySelectorAll("[data-cover]")) {
    if (place instanceof HTMLElement) {
      bind(place);
    }
  }
}

/** @param {HTMLElement} place */
function bind(place) {
  const file = place.querySelector("input[type=file]");
  const remove = place.querySelector("input[type=checkbox]");
  if (file instanceof HTMLInputElement) {
    file.addEventListener("change", () => take(place, file));
  }
  remove?.addEventListener("change", () => {
    const isGone = remove instanceof HTMLInputElement && remove.checked;
    place.querySelector("[data-cover-shown]")?.toggleAttribute("hidden", isGone);
  });
}

/**
 * Send the picture; the form names it from then on, and carries no file.
 *
 * @param {HTMLElement} place
 * @param {HTMLInputElement} file
 */
async function take(place, file) {
  const [chosen] = file.files ?? [];
  if (!chosen) {
    return;
  }
  const state = place.querySelector("[data-cover-state]");
  const tell = (/** @type {string} */ said) => {
    if (state) {
      state.textContent = said;
    }
  };
  const sent = await sendPicture(chosen, (percent) => tell(words().uploading(percent, 1, 1)), {
    purpose: "cover",
  });
  tell(sent.refusal || words().describeCover);
  if (file.files?.[0] !== chosen) {
    return; // another one was chosen meanwhile
  }
  file.value = "";
  if (sent.url) {
    name(place, sent.url);
  }
}

/**
 * @param {HTMLElement} place
 * @param {string} url
 */
function name(place, url) {
  const token = place.querySelector("[data-cover-token]");
  if (token instanceof HTMLInputElement) {
    token.value = url.slice(url.lastIndexOf("/") + 1);
    token.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const shown = place.querySelector("[data-cover-shown]");
  shown?.replaceChildren(made("img", { class: "cover", src: url, alt: "" }));
  shown?.removeAttribute("hidden");
  const remove = place.querySelector("input[type=checkbox]");
  if (remove instanceof HTMLInputElement) {
    remove.checked = false;
    remove.closest("[hidden]")?.removeAttribute("hidden");
  }
}
