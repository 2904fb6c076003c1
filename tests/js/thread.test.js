import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { start } from "../../static/js/thread.js";
import { happen, openPage, serve, settle } from "./page.js";
import { idsOnPage, postHtml, threadHtml } from "./thread_play.js";

const THREAD = threadHtml(postHtml(1) + postHtml(2) + postHtml(3));
let asked;

/** Open the thread; the server answers with these posts when it is asked for news. */
function read(thread = THREAD, news = () => "") {
  openPage(thread);
  asked = serve((address) => ({ text: address.includes("nouveautes") ? news(address) : "" }));
  start();
  return document.querySelector("[data-posts]");
}

function push(list, html, name = "post.added") {
  happen(list, `live:${name}`, { html, topic: "forum.thread:1" });
}

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

test("the next post is shown at once, in its place", () => {
  const list = read();
  push(list, postHtml(4, { parent: 2, depth: 1 }));
  assert.deepEqual(idsOnPage(), ["1", "2", "4", "3"]);
  assert.equal(asked.length, 0);
});

test("a post that is pushed twice is shown once", () => {
  const list = read();
  push(list, postHtml(4));
  push(list, postHtml(4));
  assert.deepEqual(idsOnPage(), ["1", "2", "3", "4"]);
});

test("a gap in the numbers makes us ask, and all come in order", async () => {
  const list = read(THREAD, () => postHtml(4) + postHtml(5));
  push(list, postHtml(5));
  await settle();
  assert.deepEqual(idsOnPage(), ["1", "2", "3", "4", "5"]);
  assert.match(asked[0].address, /^\/questions\/1\/nouveautes\?apres=3&/u);
});

test("one's own post is asked for, as its author sees it", async () => {
  const list = read(THREAD, () => postHtml(4, { author: 7, actions: "<b>Modifier</b>" }));
  push(list, postHtml(4, { author: 7 }));
  await settle();
  assert.match(document.querySelector("#m4").textContent, /Modifier/u);
  assert.equal(document.querySelector("#m4 .toggle").hidden, true);
});

test("who may choose the solution asks for every post", async () => {
  const list = read(threadHtml(postHtml(1), 'data-last-number="1" data-own-view'), () =>
    postHtml(2, { actions: "<b>C’est la solution</b>" }),
  );
  push(list, postHtml(2));
  await settle();
  assert.match(document.querySelector("#m2").textContent, /C’est la solution/u);
});

test("what was missed is asked for when watching begins, and once more after half a quiet minute", async () => {
  const list = read();
  happen(list, "live:watched");
  mock.timers.tick(1);
  await settle();
  assert.equal(asked.length, 1);
  mock.timers.tick(30_001);
  await settle();
  assert.equal(asked.length, 2);
});

test("a reply just written is shown though more pages follow above it", () => {
  const list = read();
  happen(list, "post:written", { html: postHtml(4, { author: 7, parent: 1, depth: 1 }) });
  assert.deepEqual(idsOnPage(), ["1", "4", "2", "3"]);
});

test("posts that come in are put into one sentence for the ear", () => {
  const list = read();
  push(list, postHtml(4));
  push(list, postHtml(5));
  push(list, postHtml(6));
  mock.timers.tick(1300);
  mock.timers.tick(60);
  assert.equal(document.querySelector("[data-announce]").textContent, "3 nouvelles réponses");
});

test("a page that stands still lets posts wait, and shows them afterwards", () => {
  const button = "<button data-live-pause hidden></button>";
  const list = read(THREAD + button);
  const pause = document.querySelector("[data-live-pause]");
  pause.click();
  push(list, postHtml(4));
  assert.deepEqual(idsOnPage(), ["1", "2", "3"]);
  assert.equal(document.querySelector("[data-news]").hidden, false);
  pause.click();
  assert.deepEqual(idsOnPage(), ["1", "2", "3", "4"]);
});

test("an answer is counted, a reply is not", () => {
  const head = '<h2 data-answer-count="2" data-kind="question">2 réponses</h2>';
  const list = read(threadHtml(postHtml(1) + head + postHtml(2)));
  push(list, postHtml(3));
  push(list, postHtml(4, { parent: 2 }));
  assert.equal(document.querySelector("h2").textContent, "3 réponses");
});

test("the first answer brings the heading that the page kept hidden for it", () => {
  const head =
    '<div class="answers-head" hidden><h2 data-answer-count="0" data-kind="question">0</h2></div>';
  const list = read(threadHtml(postHtml(1) + head, 'data-last-number="1"'));
  push(list, postHtml(2));
  const shown = document.querySelector(".answers-head");
  assert.equal(shown.hidden, false);
  assert.equal(shown.textContent, "1 réponse");
  assert.equal(shown.nextElementSibling.id, "m2");
  push(list, postHtml(3));
  assert.equal(shown.textContent, "2 réponses");
  assert.deepEqual(idsOnPage(), ["1", "2", "3"]);
});
