import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { happen, settle } from "./page.js";
import { idsOnPage, newsHtml, postHtml, threadHtml } from "./thread_play.js";
import { asked, push, read, THREAD } from "./thread_reading.js";

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

test("a gap makes us ask, and all come in order", async () => {
  const list = read(THREAD, () => newsHtml(postHtml(4) + postHtml(5), { version: 5, number: 5 }));
  push(list, postHtml(5), { version: 5 });
  assert.deepEqual(idsOnPage(), ["1", "2", "3"]);
  mock.timers.tick(1001);
  await settle();
  assert.deepEqual(idsOnPage(), ["1", "2", "3", "4", "5"]);
  assert.match(asked[0].address, /^\/questions\/1\/nouveautes\?apres=3&/u);
});

test("one's own post is asked for, as its author sees it", async () => {
  const list = read(THREAD, () =>
    newsHtml(postHtml(4, { author: 7, actions: "<b>Modifier</b>" }), { version: 4, number: 4 }),
  );
  push(list, postHtml(4, { author: 7 }));
  await settle();
  assert.match(document.querySelector("#m4").textContent, /Modifier/u);
  assert.equal(document.querySelector("#m4 .toggle").hidden, true);
});

test("who may choose the solution asks for every post", async () => {
  const list = read(threadHtml(postHtml(1), 'data-last-number="1" data-own-view'), () =>
    newsHtml(postHtml(2, { actions: "<b>C’est la solution</b>" }), { version: 4, number: 2 }),
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

test("two pushes that come in disorder are shown in order, and nobody is asked", () => {
  const list = read();
  push(list, postHtml(5), { version: 5 });
  push(list, postHtml(4), { version: 4 });
  assert.deepEqual(idsOnPage(), ["1", "2", "3", "4", "5"]);
  mock.timers.tick(1001);
  assert.equal(asked.length, 0);
  assert.equal(list.dataset.version, "5");
});

test("one's own post shows at once, and what others wrote before it is not forgotten", async () => {
  const own = postHtml(6, { author: 7 });
  const list = read(THREAD, () =>
    newsHtml(postHtml(4) + postHtml(5) + own, { version: 6, number: 6 }),
  );
  happen(list, "post:written", { html: own });
  assert.deepEqual(idsOnPage(), ["1", "2", "3", "6"]);
  assert.equal(list.dataset.lastNumber, "3");
  mock.timers.tick(1501);
  await settle();
  assert.deepEqual(idsOnPage(), ["1", "2", "3", "4", "5", "6"]);
  assert.match(asked[0].address, /apres=3&/u);
  assert.equal(list.dataset.lastNumber, "6");
});

test("what stands above the thread comes with what changes it", () => {
  const head = '<div class="answers-head" hidden><h2 data-answer-count>0 réponse</h2></div>';
  const marks = "<div data-thread-marks>Attend une réponse</div>";
  const list = read(marks + threadHtml(postHtml(1, { mark: "is-opening" }) + head));
  const said = { title: "", marks: "Question", notice: "", pointer: "", answers: "1 réponse" };
  push(list, postHtml(4), { head: said });
  const shown = document.querySelector(".answers-head");
  assert.equal(document.querySelector("[data-thread-marks]").textContent, "Question");
  assert.equal(shown.hidden, false);
  assert.equal(shown.textContent, "1 réponse");
  assert.equal(shown.nextElementSibling.id, "m4");
  push(list, postHtml(5));
  assert.deepEqual(idsOnPage(), ["1", "4", "5"]);
});
