import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../../static/js/editor.js";
import { happen, openPage } from "./page.js";

function open(words) {
  openPage(`<div data-editor><textarea data-editor-text maxlength="100" rows="3">${words}</textarea>
    <p data-editor-count hidden></p></div>`);
  start();
  return [document.querySelector("textarea"), document.querySelector("[data-editor-count]")];
}

test("the length is shown near the limit only", () => {
  const [text, count] = open("court");
  assert.equal(count.hidden, true);
  text.value = "x".repeat(95);
  happen(text, "input");
  assert.equal(count.hidden, false);
  assert.equal(count.textContent, "Encore 5 caractères");
  text.value = "";
  happen(text, "input");
  assert.equal(count.hidden, true);
});

test("it grows with its lines where the browser does not do it", () => {
  const [text] = open("");
  assert.equal(text.rows, 3);
  text.value = "a\n".repeat(9);
  happen(text, "input");
  assert.equal(text.rows, 11);
  text.value = "a\n".repeat(90);
  happen(text, "input");
  assert.equal(text.rows, 24);
});
