import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { showToast } from "../../static/js/toast.js";
import { openPage } from "./page.js";

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  openPage("");
});
afterEach(() => mock.timers.reset());

const toasts = () => [...document.querySelectorAll("[data-toasts] > *")];

test("a passing word passes, and is read aloud", () => {
  showToast("Bonjour");
  mock.timers.tick(60);
  assert.equal(document.querySelector("[data-announce]").textContent, "Bonjour");
  mock.timers.tick(9000);
  assert.equal(toasts().length, 0);
});

test("it stays while the focus rests on it", () => {
  showToast("Bonjour", { href: "/la" });
  document.querySelector("[data-toasts] a").focus();
  mock.timers.tick(9500);
  assert.equal(toasts().length, 1);
});

test("it can be closed", () => {
  showToast("Bonjour");
  const close = document.querySelector("[data-toasts] button");
  assert.equal(close.getAttribute("aria-label"), "Fermer");
  close.click();
  assert.equal(toasts().length, 0);
});

test("only the last three are shown, and what people wrote stays text", () => {
  for (const name of ["a", "b", "c", "<b>d</b>"]) {
    showToast(name);
  }
  assert.equal(toasts().length, 3);
  assert.match(toasts()[2].textContent, /^<b>d<\/b>/u);
});
