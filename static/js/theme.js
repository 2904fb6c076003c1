/** Light or dark, for visitors: `[data-theme-switch]`. Members choose in their settings. */

import { keep, kept } from "./storage.js";

const KEY = "theme";
const CHOICES = ["light", "dark"];

/** Apply what was chosen before, and show the switch. */
export function start() {
  const group = document.querySelector("[data-theme-switch]");
  if (!(group instanceof HTMLElement) || document.body.dataset.viewer) {
    return;
  }
  show(group, kept(KEY) ?? "auto");
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-theme-choice]");
    const choice = button ? button.getAttribute("data-theme-choice") : null;
    if (choice) {
      keep(KEY, choice);
      show(group, choice);
    }
  });
}

/**
 * @param {HTMLElement} group
 * @param {string} choice
 */
function show(group, choice) {
  if (CHOICES.includes(choice)) {
    document.documentElement.dataset.theme = choice;
  } else {
    delete document.documentElement.dataset.theme;
  }
  for (const button of group.querySelectorAll("[data-theme-choice]")) {
    const isOn = button.getAttribute("data-theme-choice") === choice;
    button.setAttribute("aria-pressed", String(isOn));
  }
}
