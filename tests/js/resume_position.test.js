import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../../static/js/resume_position.js";
import { openPage } from "./page.js";
import { postHtml, threadHtml } from "./thread_play.js";

const POSTS = postHtml(1) + postHtml(2) + postHtml(3);

function open(read, { top = 2000 } = {}) {
  const view = openPage(threadHtml(POSTS, `data-last-number="3" data-read-number="${read}"`));
  view.Element.prototype.getBoundingClientRect = () => ({ top, bottom: top + 100 });
  start();
  return [...document.querySelectorAll("[data-posts] > div button")].map((button) =>
    button.textContent.trim(),
  );
}

test("the way to what is new is offered, and a line stands above it", () => {
  assert.deepEqual(open(1).slice(1), ["Reprendre\u00a0: 2 nouvelles réponses"]);
  assert.equal(document.querySelector("#m2").previousElementSibling.className, "resume");
  document.querySelectorAll("[data-posts] > div button")[1].click();
  assert.equal(document.activeElement.id, "m2");
});

test("there is nothing to offer at the first visit, when all was read, or when it is in sight", () => {
  assert.equal(open(0).length, 1);
  assert.equal(open(3).length, 1);
  assert.equal(open(1, { top: 200 }).length, 1);
});
