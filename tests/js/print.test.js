import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../../static/js/print.js";
import { openPage } from "./page.js";

test("the button shows where scripts run, and prints", () => {
  openPage("<button data-print hidden>Imprimer</button>");
  let count = 0;
  window.print = () => {
    count += 1;
  };
  start();
  const button = document.querySelector("button");
  assert.equal(button.hidden, false);
  assert.equal(count, 0);
  button.click();
  assert.equal(count, 1);
});
