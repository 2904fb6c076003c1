import assert from "node:assert/strict";
import { test } from "node:test";
import { seenLast, shownVersion } from "../../static/js/connection.js";
import { openPage } from "./page.js";

test("what the page was made from is on it, or nothing is", () => {
  openPage("", { attributes: 'data-notice-seq="12" data-notice-version="15"' });
  assert.equal(seenLast(), 12);
  assert.equal(shownVersion(), 15);
  openPage("", { attributes: 'data-notice-seq="0"' });
  assert.equal(seenLast(), 0);
  openPage("");
  assert.equal(seenLast(), null);
  assert.equal(shownVersion(), null);
});
