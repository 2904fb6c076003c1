import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { start } from "../../static/js/dialogs.js";
import { openPage } from "./page.js";

let dialog;

beforeEach(() => {
  openPage('<button data-dialog-open="a">Ouvrir</button><dialog data-dialog="a">Là</dialog>');
  dialog = document.querySelector("dialog");
  Object.assign(dialog, { showModal: mock.fn(), close: mock.fn() });
  dialog.getBoundingClientRect = () => ({ left: 10, right: 90, top: 10, bottom: 90 });
  start();
});

function press(target, x, y) {
  target.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: x, clientY: y }));
}

test("a button opens its dialog", () => {
  document.querySelector("button").click();
  assert.equal(dialog.showModal.mock.callCount(), 1);
});

test("a press beside it closes it, a press on it does not", () => {
  press(dialog, 50, 50);
  assert.equal(dialog.close.mock.callCount(), 0);
  press(dialog, 5, 50);
  assert.equal(dialog.close.mock.callCount(), 1);
});
