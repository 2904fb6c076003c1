import assert from "node:assert/strict";
import { test } from "node:test";
import { nameAt } from "../../static/js/mention_words.js";

test("the name before the caret is found", () => {
  assert.deepEqual(nameAt("Bonjour @kar", 12), { name: "kar", from: 8, to: 12 });
  assert.deepEqual(nameAt("@lé et la suite", 3), { name: "lé", from: 0, to: 3 });
  assert.deepEqual(nameAt("(@zo", 4), { name: "zo", from: 1, to: 4 });
});

test("an address is no name, nor is a lonely sign or one that was left", () => {
  assert.equal(nameAt("lea@exemple", 11), null);
  assert.equal(nameAt("Bonjour @", 9), null);
  assert.equal(nameAt("Bonjour @kar ", 13), null);
});
