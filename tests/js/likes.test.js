import assert from "node:assert/strict";
import { test } from "node:test";
import { attach } from "../../static/js/likes.js";
import { openPage } from "./page.js";
import { PlayedSocket } from "./socket_play.js";
import { postHtml } from "./thread_play.js";

test("a count changes wherever its subject is shown", () => {
  openPage(postHtml(1) + postHtml(2));
  const socket = new PlayedSocket();
  attach(socket);
  socket.hear("likes.count", { ref: "forum.post:2", count: 5 });
  const counts = [...document.querySelectorAll(".like-count")].map((each) => each.textContent);
  assert.deepEqual(counts, ["0", "5"]);
});
