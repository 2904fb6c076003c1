import assert from "node:assert/strict";
import { test } from "node:test";
import { idsOnPage, postHtml, threadHtml } from "./thread_play.js";
import { push, read } from "./thread_reading.js";

test("an answer that helped more than those before it takes their place, when nobody looks", () => {
  const list = read();
  push(list, postHtml(3, { usefulness: 1 }), { name: "post.changed" });
  assert.deepEqual(idsOnPage(), ["3", "1", "2"]);
});

test("what was deleted goes with the last that hung on it", () => {
  const gone = (id, more = {}) => postHtml(id, { mark: "is-deleted", ...more });
  const list = read(threadHtml(postHtml(1) + postHtml(2) + postHtml(3, { parent: 2 })));
  push(list, gone(2), { name: "post.changed" });
  assert.deepEqual(idsOnPage(), ["1", "2", "3"]);
  push(list, gone(3, { parent: 2 }), { name: "post.changed" });
  assert.deepEqual(idsOnPage(), ["1"]);
});
