import assert from "node:assert/strict";
import { test } from "node:test";
import { attach, makeCounts } from "../../static/js/likes.js";
import { openPage } from "./page.js";
import { PlayedSocket } from "./socket_play.js";
import { postHtml, threadHtml } from "./thread_play.js";

test("a count changes wherever its subject is shown", () => {
  openPage(postHtml(1) + postHtml(2));
  const socket = new PlayedSocket();
  attach(socket);
  socket.hear("likes.count", { ref: "forum.post:2", count: 5 });
  const counts = [...document.querySelectorAll(".like-count")].map((each) => each.textContent);
  assert.deepEqual(counts, ["0", "5"]);
});

test("in a thread counts come in its order, and wait while it stands still", () => {
  openPage(threadHtml(postHtml(2)));
  const socket = new PlayedSocket();
  attach(socket);
  socket.hear("likes.count", { ref: "forum.post:2", count: 5 });
  const shown = document.querySelector(".like-count");
  assert.equal(shown.textContent, "0");
  const list = document.querySelector("[data-posts]");
  const counts = makeCounts(list);
  list.dataset.paused = "";
  counts.take("forum.post:2", 6);
  assert.equal(shown.textContent, "0");
  delete list.dataset.paused;
  counts.release();
  assert.equal(shown.textContent, "6");
});
