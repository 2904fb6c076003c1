import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { piecesOf } from "../../static/js/fragments.js";
import { makeArrivals } from "../../static/js/incoming_posts.js";
import { openPage } from "./page.js";
import { idsOnPage, postHtml, threadHtml } from "./thread_play.js";

/** Open a thread whose posts stand one under the other, each as high as said. */
function read(posts, { attributes, height = 300, scrolled = 0 } = {}) {
  const view = openPage(threadHtml(posts, attributes));
  view.innerHeight = 800;
  view.Element.prototype.getBoundingClientRect = function box() {
    const place = [...document.querySelectorAll("[data-post]")].indexOf(this);
    const top = place * height - scrolled;
    return { top, bottom: top + height };
  };
  const list = document.querySelector("[data-posts]");
  return { list, arrivals: makeArrivals(list), view };
}

const post = (html) => piecesOf(html).firstElementChild;
const THREE = postHtml(1) + postHtml(2) + postHtml(3);

test("a post that would push away what is being read waits, and the bar says so", () => {
  const { arrivals } = read(THREE);
  arrivals.take(post(postHtml(4, { parent: 1 })));
  assert.deepEqual(idsOnPage(), ["1", "2", "3"]);
  const bar = document.querySelector("[data-news]");
  assert.equal(bar.hidden, false);
  assert.equal(bar.textContent.trim(), "1 nouvelle réponse");
  bar.querySelector("button").click();
  assert.deepEqual(idsOnPage(), ["1", "4", "2", "3"]);
});

test("what others wrote before one's own answer is put before it at once", () => {
  const { arrivals } = read(postHtml(1) + postHtml(2) + postHtml(6, { author: 7 }));
  arrivals.take(post(postHtml(4)));
  assert.deepEqual(idsOnPage(), ["1", "2", "4", "6"]);
});

test("a reply to a post that waits, waits with it", () => {
  const { arrivals } = read(THREE);
  arrivals.take(post(postHtml(4, { parent: 1 })));
  arrivals.take(post(postHtml(5, { parent: 4 })));
  assert.deepEqual(idsOnPage(), ["1", "2", "3"]);
  arrivals.releaseAll();
  assert.deepEqual(idsOnPage(), ["1", "4", "5", "2", "3"]);
});

test("it is shown by itself once its place has left the screen", () => {
  const { arrivals, view } = read(THREE);
  arrivals.take(post(postHtml(4, { parent: 1 })));
  view.innerHeight = 200;
  arrivals.release();
  assert.deepEqual(idsOnPage(), ["1", "4", "2", "3"]);
});

test("a page that nobody looks at takes everything in", () => {
  const { arrivals } = read(THREE);
  const hidden = mock.getter(document, "visibilityState", () => "hidden");
  arrivals.take(post(postHtml(4, { parent: 1 })));
  assert.deepEqual(idsOnPage(), ["1", "4", "2", "3"]);
  hidden.mock.restore();
});

test("an answer for another page is only told of, and the bar leads there", () => {
  const { arrivals } = read(THREE, { attributes: 'data-last-number="3" data-has-more' });
  arrivals.take(post(postHtml(40, { number: 4 })));
  assert.deepEqual(idsOnPage(), ["1", "2", "3"]);
  document.querySelector("[data-news-show]").click();
  assert.deepEqual(location.assigned, ["/questions/1/messages/40"]);
});

test("what comes in above is made up for by scrolling", () => {
  const { arrivals, view } = read(THREE, { scrolled: 620 });
  arrivals.take(post(postHtml(4, { parent: 1 })));
  assert.deepEqual(idsOnPage(), ["1", "4", "2", "3"]);
  const [call] = view.scrollBy.mock.calls;
  assert.deepEqual(call.arguments, [{ top: 300, behavior: "instant" }]);
});

test("in the order of writing replies stand at the end, like all others", () => {
  const { arrivals, list } = read(THREE);
  list.dataset.order = "temps";
  arrivals.take(post(postHtml(4, { parent: 1, depth: 1 })));
  assert.deepEqual(idsOnPage(), ["1", "2", "3", "4"]);
  const fresh = document.querySelector("#m4");
  assert.ok(fresh.classList.contains("depth-0"));
});

test("a post that is changed or deleted while it waits is shown as it is then", () => {
  const { arrivals } = read(THREE);
  arrivals.take(post(postHtml(4, { parent: 1 })));
  arrivals.take(post(postHtml(5, { parent: 1 })));
  assert.equal(arrivals.change(post(postHtml(4, { parent: 1, body: "Corrigé" }))), true);
  assert.equal(arrivals.change(post(postHtml(5, { parent: 1, mark: "is-deleted" }))), true);
  assert.equal(document.querySelector("[data-news]").textContent.trim(), "1 nouvelle réponse");
  arrivals.releaseAll();
  assert.deepEqual(idsOnPage(), ["1", "4", "2", "3"]);
  assert.equal(document.querySelector("#m4 .post-body").textContent, "Corrigé");
  assert.equal(arrivals.change(post(postHtml(4, { parent: 1 }))), false);
});
