import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf } from "../../static/js/places.js";

const THREAD = [
  { id: "1", parent: "" },
  { id: "2", parent: "" },
  { id: "4", parent: "2" },
  { id: "6", parent: "4" },
  { id: "5", parent: "2" },
  { id: "3", parent: "" },
];
const LAST = { isFlat: false, isLast: true };

test("a reply goes after everything that hangs on what it replies to", () => {
  assert.equal(placeOf(THREAD, "2", LAST), 4);
  assert.equal(placeOf(THREAD, "4", LAST), 3);
  assert.equal(placeOf(THREAD, "6", LAST), 3);
  assert.equal(placeOf(THREAD, "3", LAST), 5);
});

test("a reply to the opening stands before the answers", () => {
  assert.equal(placeOf(THREAD, "1", LAST), 0);
});

test("an answer goes to the end of the last page", () => {
  assert.equal(placeOf(THREAD, "", LAST), 5);
});

test("an answer belongs to another page when more pages follow", () => {
  assert.equal(placeOf(THREAD, "", { isFlat: false, isLast: false }), null);
});

test("a reply belongs elsewhere when what it replies to is not here", () => {
  assert.equal(placeOf(THREAD, "99", LAST), null);
});

test("in the order of writing everything goes to the end", () => {
  assert.equal(placeOf(THREAD, "2", { isFlat: true, isLast: true }), 5);
  assert.equal(placeOf(THREAD, "2", { isFlat: true, isLast: false }), null);
});

test("an empty page has no place", () => {
  assert.equal(placeOf([], "", LAST), null);
});
