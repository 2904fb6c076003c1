import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { reconcile } from "../../static/js/reconciling.js";
import { openPage, serve } from "./page.js";
import { idsOnPage, postHtml, threadHtml } from "./thread_play.js";

const HERE = threadHtml(postHtml(1) + postHtml(2) + postHtml(3));

async function comeBack(now, here = HERE) {
  openPage(here);
  serve(() => ({ text: `<body>${now}</body>` }));
  const take = mock.fn();
  await reconcile(document.querySelector("[data-posts]"), take);
  return take.mock.calls.map((call) => call.arguments[0].dataset.post);
}

test("only what changed is shown anew", async () => {
  const now = threadHtml(postHtml(1) + postHtml(2, { body: "Corrigé" }) + postHtml(3));
  assert.deepEqual(await comeBack(now), ["forum.post:2"]);
});

test("a solution chosen meanwhile is a change", async () => {
  const now = threadHtml(postHtml(1) + postHtml(2, { mark: "is-solution" }) + postHtml(3));
  assert.deepEqual(await comeBack(now), ["forum.post:2"]);
});

test("actions are as the server sees them for this viewer", async () => {
  const now = threadHtml(postHtml(1) + postHtml(2, { likes: 8 }) + postHtml(3));
  await comeBack(now);
  assert.equal(document.querySelector("#m2 .like-count").textContent, "8");
});

test("a post that was deleted goes, when there is no other page it could be on", async () => {
  const now = threadHtml(postHtml(1) + postHtml(3));
  await comeBack(now);
  assert.deepEqual(idsOnPage(), ["1", "3"]);
  await comeBack(threadHtml(postHtml(1), 'data-last-number="3" data-has-more'));
  assert.deepEqual(idsOnPage(), ["1", "2", "3"]);
});
