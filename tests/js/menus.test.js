import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../static/js/menus.js";
import { happen, openPage } from "./page.js";

let one;
let two;

beforeEach(() => {
  const menu = "<details data-menu open><summary>Plus</summary><button>Agir</button></details>";
  openPage(menu + menu);
  [one, two] = document.querySelectorAll("details");
  start();
});

test("a press elsewhere closes a menu, a press inside does not", () => {
  happen(one.querySelector("button"), "click");
  assert.deepEqual([one.open, two.open], [true, false]);
  happen(document.body, "click");
  assert.equal(one.open, false);
});

test("Escape closes it and gives the focus back", () => {
  two.removeAttribute("open");
  one.querySelector("button").focus();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
  assert.equal(one.open, false);
  assert.equal(document.activeElement, one.querySelector("summary"));
});
