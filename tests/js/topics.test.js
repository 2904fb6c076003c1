import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { attach } from "../../static/js/topics.js";
import { happen, openPage, settle } from "./page.js";
import { PlayedSocket } from "./socket_play.js";
import { threadHtml } from "./thread_play.js";

let socket;
let list;

beforeEach(() => {
  openPage(threadHtml(""));
  list = document.querySelector("[data-posts]");
  socket = new PlayedSocket();
  attach(socket);
});

test("the topics of the page are watched, again after each return", async () => {
  let watched = 0;
  list.addEventListener("live:watched", () => {
    watched += 1;
  });
  socket.open();
  await settle();
  socket.open();
  await settle();
  assert.deepEqual(socket.sent, [
    ["watch", { topic: "forum.thread:1" }],
    ["watch", { topic: "forum.thread:1" }],
  ]);
  assert.equal(watched, 2);
});

test("a refusal is no watching", async () => {
  socket.watchAnswer = { ok: false };
  list.addEventListener("live:watched", () => assert.fail("not watched"));
  socket.open();
  await settle();
});

test("what was refused is asked for again when the page is looked at again", async () => {
  socket.watchAnswer = { ok: false };
  socket.open();
  await settle();
  socket.watchAnswer = { ok: true };
  let watched = 0;
  list.addEventListener("live:watched", () => {
    watched += 1;
  });
  happen(document, "visibilitychange");
  await settle();
  happen(document, "visibilitychange");
  await settle();
  assert.deepEqual([watched, socket.sent.length], [1, 2]);
});

test("what is pushed on a topic is told to its element, and to no other", () => {
  const heard = [];
  list.addEventListener("live:post.added", (event) => heard.push(event.detail));
  socket.hear("post.added", { topic: "forum.thread:1", html: "a" });
  socket.hear("post.added", { topic: "forum.thread:2", html: "b" });
  assert.deepEqual(heard, [{ topic: "forum.thread:1", html: "a" }]);
});

test("an element sends on its topic while there is a line", () => {
  happen(list, "live:send", "typing");
  socket.connected = true;
  happen(list, "live:send", "typing");
  assert.deepEqual(socket.sent, [["typing", { topic: "forum.thread:1" }]]);
});
