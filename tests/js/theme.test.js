import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../../static/js/theme.js";
import { openPage } from "./page.js";

const SWITCH = `<div data-theme-switch hidden><button data-theme-choice="auto">A</button>
  <button data-theme-choice="light">L</button><button data-theme-choice="dark">D</button></div>`;

test("a visitor's choice is applied, shown and remembered", () => {
  openPage(SWITCH, { viewer: null });
  start();
  const dark = document.querySelector("[data-theme-choice=dark]");
  assert.equal(document.querySelector("[data-theme-switch]").hidden, false);
  dark.click();
  assert.equal(document.documentElement.dataset.theme, "dark");
  assert.equal(dark.getAttribute("aria-pressed"), "true");
  document.documentElement.removeAttribute("data-theme");
  start();
  assert.equal(document.documentElement.dataset.theme, "dark");
  document.querySelector("[data-theme-choice=auto]").click();
  assert.equal(document.documentElement.dataset.theme, undefined);
});

test("members choose in their settings", () => {
  openPage(SWITCH);
  start();
  assert.equal(document.querySelector("[data-theme-switch]").hidden, true);
});
