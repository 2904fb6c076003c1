import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf } from "../../static/js/reply_position.js";

const standing = (id, parent = "", more = {}) => ({
  id,
  parent,
  number: Number(id),
  usefulness: 0,
  isFeatured: false,
  isOpening: id === "1",
  ...more,
});
const THREAD = [
  standing("1"),
  standing("2"),
  standing("4", "2"),
  standing("6", "4"),
  standing("5", "2"),
  standing("3"),
];
const LAST = { isFlat: false, isRanked: true, isLast: true };
const place = (parent, page = LAST, id = "9") => placeOf(THREAD, standing(id, parent), page);

test("a reply goes after everything that hangs on what it replies to", () => {
  assert.equal(place("2"), 4);
  assert.equal(place("4"), 3);
  assert.equal(place("6"), 3);
  assert.equal(place("3"), 5);
});

test("a reply to the opening stands before the answers", () => {
  assert.equal(place("1"), 0);
});

test("an answer goes to the end of the last page", () => {
  assert.equal(place(""), 5);
});

test("what was written before stands before, though it comes later", () => {
  assert.equal(placeOf([standing("1"), standing("2"), standing("6")], standing("4"), LAST), 1);
  const replies = [standing("1"), standing("2"), standing("3", "2"), standing("7", "2")];
  assert.equal(placeOf(replies, standing("5", "2"), LAST), 2);
  assert.equal(
    placeOf([standing("1"), standing("2"), standing("7", "2")], standing("5", "2"), LAST),
    1,
  );
  assert.equal(placeOf([standing("1"), standing("6")], standing("4"), LAST), 0);
  const flat = { isFlat: true, isRanked: true, isLast: true };
  assert.equal(placeOf([standing("1"), standing("2"), standing("6")], standing("4"), flat), 1);
});

test("in a question what helped more stands before, in a discussion it does not", () => {
  const thread = [standing("1"), standing("2", "", { isFeatured: true }), standing("3")];
  const liked = standing("4", "", { usefulness: 2 });
  assert.equal(placeOf(thread, liked, LAST), 1);
  assert.equal(placeOf(thread, liked, { ...LAST, isRanked: false }), 2);
});

test("an answer belongs to another page when more pages follow", () => {
  assert.equal(place("", { ...LAST, isLast: false }), null);
});

test("a reply belongs elsewhere when what it replies to is not here", () => {
  assert.equal(place("99"), null);
});

test("in the order of writing everything goes to the end", () => {
  const flat = { isFlat: true, isRanked: true, isLast: true };
  assert.equal(place("2", flat), 5);
  assert.equal(place("2", { ...flat, isLast: false }), null);
});

test("an empty page has no place", () => {
  assert.equal(placeOf([], standing("9"), LAST), null);
});
