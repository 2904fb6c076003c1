import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../static/js/toolbar.js";
import { openPage } from "./page.js";

let text;
let bar;

beforeEach(() => {
  openPage(`<form><div data-editor><div data-editor-tools hidden>
    <button type="button" data-editor-action="bold">G</button>
    <button type="button" data-editor-action="list">L</button></div>
    <textarea data-editor-text>un deux</textarea></div></form>`);
  text = document.querySelector("textarea");
  bar = document.querySelector("[data-editor-tools]");
  start();
});

function type(target, key, more = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

test("a button changes the text, selects what it made and says so to others", () => {
  let heard = 0;
  text.addEventListener("input", () => {
    heard += 1;
  });
  text.setSelectionRange(3, 7);
  bar.querySelector("button").click();
  assert.equal(text.value, "un **deux**");
  assert.equal(text.value.slice(text.selectionStart, text.selectionEnd), "deux");
  assert.equal(heard, 1);
  assert.equal(bar.hidden, false);
});

test("keys do the same, and only with their helper", () => {
  text.setSelectionRange(0, 2);
  assert.equal(type(text, "b").defaultPrevented, false);
  assert.equal(type(text, "b", { ctrlKey: true }).defaultPrevented, true);
  assert.equal(text.value, "**un** deux");
});

test("the bar is one stop for the tab key, arrows move inside", () => {
  const [bold, list] = bar.querySelectorAll("button");
  assert.deepEqual([bold.tabIndex, list.tabIndex], [0, -1]);
  bold.focus();
  type(bold, "ArrowRight");
  assert.equal(document.activeElement, list);
  assert.deepEqual([bold.tabIndex, list.tabIndex], [-1, 0]);
  type(list, "ArrowRight");
  assert.equal(document.activeElement, bold);
});
