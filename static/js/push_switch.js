/** The switch in the settings: `[data-push]` holds the key; one of its `[data-push-state]` shows. */

import { piecesOf } from "./fragments.js";
import { stateOf, subscribe, unsubscribe } from "./push_device.js";
import { ask } from "./requests.js";
import { showToast } from "./toast.js";
import { words } from "./words.js";

const BOX = "[data-push]";

/** Show what fits this browser, and do what is asked for. */
export async function start() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const box = form instanceof HTMLFormElement ? form.closest(BOX) : null;
    if (form instanceof HTMLFormElement && box instanceof HTMLElement) {
      event.preventDefault();
      change(box, form);
    }
  });
  await show();
}

/** Show the part that tells how things stand. */
async function show() {
  const box = document.querySelector(BOX);
  if (!(box instanceof HTMLElement)) {
    return;
  }
  const state = await stateOf(box.dataset.push ?? "", box.hasAttribute("data-push-on"));
  for (const part of box.querySelectorAll("[data-push-state]")) {
    part.toggleAttribute("hidden", part.getAttribute("data-push-state") !== state);
  }
}

/**
 * @param {HTMLElement} box
 * @param {HTMLFormElement} form
 */
async function change(box, form) {
  if (form.getAttribute("aria-busy") === "true") {
    return;
  }
  form.setAttribute("aria-busy", "true");
  try {
    const isOn = form.dataset.pushState === "on";
    const fields = isOn ? {} : await subscribe(box.dataset.push ?? "");
    if (isOn) {
      await unsubscribe();
    }
    if (fields) {
      await send(box, form, fields);
    }
  } catch {
    showToast(words().notTold, { look: "error" });
  }
  form.removeAttribute("aria-busy");
  await show();
}

/**
 * @param {HTMLElement} box
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} fields
 */
async function send(box, form, fields) {
  const answer = await ask(form.action, { method: "POST", body: new URLSearchParams(fields) });
  const pieces = piecesOf(answer.text);
  if (answer.kind === "lost" || !pieces.querySelector(BOX)) {
    showToast(words().notSent, { look: "error" });
  } else {
    box.replaceWith(pieces);
  }
}
