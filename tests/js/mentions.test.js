import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { start } from "../../static/js/mentions.js";
import { happen, openPage, serve, settle } from "./page.js";

const PEOPLE = [
  { handle: "karim", name: "Karim Benali" },
  { handle: "karine", name: "Karine Roux" },
];
let text;
let asked;

beforeEach(async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  openPage(`<div data-editor data-mentions-url="/personnes">
    <textarea id="body" data-editor-text></textarea></div>`);
  asked = serve(() => ({ text: JSON.stringify(PEOPLE) }));
  start();
  text = document.querySelector("textarea");
  text.focus();
  text.value = "Merci @kar";
  text.setSelectionRange(10, 10);
  happen(text, "input");
  mock.timers.tick(200);
  await settle();
});
afterEach(() => mock.timers.reset());

const list = () => document.querySelector("[role=listbox]");
const chosen = () => list().querySelector("[aria-selected=true]");

function press(key) {
  text.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

test("people are offered, the first one chosen, and their number said", () => {
  assert.equal(asked[0].address, "/personnes?q=kar");
  assert.equal(list().hidden, false);
  assert.match(chosen().textContent, /Karim Benali\s+@karim/u);
  assert.equal(chosen().querySelector("bdi").textContent, "Karim Benali"); // in its own direction
  assert.equal(text.getAttribute("aria-activedescendant"), chosen().id);
  mock.timers.tick(60);
  assert.match(document.querySelector("[data-announce]").textContent, /^2 personnes trouvées/u);
});

test("arrows choose, Enter takes", () => {
  press("ArrowDown");
  press("Enter");
  assert.equal(text.value, "Merci @karine ");
  assert.equal(list().hidden, true);
  assert.equal(text.hasAttribute("aria-activedescendant"), false);
});

test("a press on a name takes it", () => {
  happen(list().children[0], "click");
  assert.equal(text.value, "Merci @karim ");
});

test("Escape closes, and keys are the text's again", () => {
  press("Escape");
  assert.equal(list().hidden, true);
  const event = new KeyboardEvent("keydown", { key: "Enter", cancelable: true });
  text.dispatchEvent(event);
  assert.equal(event.defaultPrevented, false);
});
