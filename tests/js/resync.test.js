import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { reconcile } from "../../static/js/resync.js";
import { openPage, serve } from "./page.js";
import { idsOnPage, newsHtml, postHtml, threadHtml } from "./thread_play.js";

const HERE = threadHtml(postHtml(1) + postHtml(2) + postHtml(3));
const [GONE, ELSEWHERE] = [newsHtml(""), newsHtml(postHtml(3))];

async function comeBack(now, { here = HERE, third = GONE, moved = false } = {}) {
  openPage(here);
  serve((address) =>
    address.includes("nouveautes")
      ? { text: third }
      : { text: `<body>${now}</body>`, redirected: moved },
  );
  const page = { add: mock.fn(), change: mock.fn(), drop: mock.fn(), showHead: mock.fn() };
  const list = document.querySelector("[data-posts]");
  const state = await reconcile(list, page);
  const refs = (act) => act.mock.calls.map(([first]) => first?.dataset?.post ?? first);
  const calls = (act) => refs({ mock: { calls: act.mock.calls.map((call) => call.arguments) } });
  return { state, changed: calls(page.change), added: calls(page.add), dropped: calls(page.drop) };
}

test("only what changed is shown anew", async () => {
  const now = threadHtml(postHtml(1) + postHtml(2, { body: "Corrigé" }) + postHtml(3));
  const { changed, dropped, state } = await comeBack(now);
  assert.deepEqual([changed, dropped], [["forum.post:2"], []]);
  assert.deepEqual(state, { version: 3, number: 3 });
});

test("a solution chosen meanwhile is a change, and so is what helped", async () => {
  const now = threadHtml(
    postHtml(1) + postHtml(2, { mark: "is-featured" }) + postHtml(3, { usefulness: 2 }),
  );
  assert.deepEqual((await comeBack(now)).changed, ["forum.post:2", "forum.post:3"]);
});

test("actions are as the server sees them for this viewer", async () => {
  const now = threadHtml(postHtml(1) + postHtml(2, { likes: 8 }) + postHtml(3));
  await comeBack(now);
  assert.equal(document.querySelector("#m2 .like-count").textContent, "8");
});

test("what came meanwhile is added, in an answer cut off or not", async () => {
  const now = threadHtml(postHtml(1) + postHtml(2) + postHtml(3) + postHtml(4, { parent: 3 }));
  assert.equal((await comeBack(now)).added.includes("forum.post:4"), true);
});

test("a post that was deleted goes; one that stands on another page stays", async () => {
  const now = threadHtml(postHtml(1) + postHtml(2));
  assert.deepEqual((await comeBack(now)).dropped, ["forum.post:3"]);
  assert.deepEqual((await comeBack(now, { third: ELSEWHERE })).dropped, []);
});

test("a post of which the line brings no word stays, and is looked at again", async () => {
  const now = threadHtml(postHtml(1) + postHtml(2));
  const { dropped } = await comeBack(now, { third: "" });
  const { stale } = document.querySelector("[data-posts]").dataset;
  assert.deepEqual([dropped, stale], [[], ""]);
});

test("one's own post that the page found does not know yet stays", async () => {
  const here = threadHtml(postHtml(1) + postHtml(4, { author: 7 }));
  assert.deepEqual((await comeBack(threadHtml(postHtml(1)), { here })).dropped, []);
});

test("a page that this device had kept from an earlier state changes nothing", async () => {
  const old = threadHtml(postHtml(1)).replace('data-version="3"', 'data-version="2"');
  const { state, dropped } = await comeBack(old);
  assert.deepEqual([state, dropped], [null, []]);
});

test("a thread that got another title is found under its new address, another page is not", async () => {
  const now = threadHtml(postHtml(1) + postHtml(2) + postHtml(3));
  assert.notEqual((await comeBack(now, { moved: true })).state, null);
  assert.equal((await comeBack("<h1>Entrer</h1>", { moved: true })).state, null);
  assert.deepEqual(idsOnPage(), ["1", "2", "3"]);
});
