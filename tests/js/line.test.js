import assert from "node:assert/strict";
import { test } from "node:test";
import { seenLast } from "../../static/js/line.js";
import { openPage } from "./page.js";

test("the number seen last is on the page, or there is none", () => {
  openPage("", { attributes: 'data-notice-seq="12"' });
  assert.equal(seenLast(), 12);
  openPage("", { attributes: 'data-notice-seq="0"' });
  assert.equal(seenLast(), 0);
  openPage("");
  assert.equal(seenLast(), null);
});
