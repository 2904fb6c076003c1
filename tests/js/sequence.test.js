import assert from "node:assert/strict";
import { test } from "node:test";
import { CATCHING_UP, verdict } from "../../static/js/sequence.js";

const LONG = CATCHING_UP + 1;

test("the next number is taken", () => {
  assert.equal(verdict(8, 7, LONG), "take");
});

test("a number seen before is known", () => {
  assert.equal(verdict(7, 7, LONG), "known");
  assert.equal(verdict(3, 7, 0), "known");
});

test("a gap makes us ask", () => {
  assert.equal(verdict(9, 7, LONG), "ask");
});

test("a gap right after connecting is the server's own catching up", () => {
  assert.equal(verdict(9, 7, 20), "take");
});

test("the first number of a page that knows none is taken", () => {
  assert.equal(verdict(9, null, LONG), "take");
});
