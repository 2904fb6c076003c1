import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { settle } from "./page.js";
import { names, playHub, watch } from "./shared_socket_play.js";

let socket;
let tab;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  ({ socket, tab } = playHub());
});
afterEach(() => mock.timers.reset());

test("what has a topic goes to the tabs that watch it, asked of the server once", async () => {
  const [here, there, elsewhere] = [tab(), tab(), tab()];
  socket.open();
  watch(here, "forum.thread:1");
  watch(there, "forum.thread:1");
  watch(elsewhere, "forum.thread:2");
  await settle();
  [here, there, elsewhere].forEach((port) => {
    port.take();
  });
  socket.hear("post.added", { topic: "forum.thread:1" });
  socket.hear("likes.count", { ref: "x", count: 1 });
  assert.deepEqual(names(here), ["post.added", "likes.count"]);
  assert.deepEqual(names(there), ["post.added", "likes.count"]);
  assert.deepEqual(names(elsewhere), ["likes.count"]);
  assert.equal(socket.sent.filter(([, { topic }]) => topic === "forum.thread:1").length, 1);
});

test("beyond forty topics tabs are refused, and the server is not asked", async () => {
  const ports = Array.from({ length: 41 }, () => tab());
  socket.open();
  for (const [number, port] of ports.entries()) {
    watch(port, `forum.thread:${number}`);
  }
  watch(ports[0], "forum.thread:1");
  await settle();
  const refused = (port) => port.heard.some(({ answer }) => answer?.ok === false);
  assert.deepEqual(ports.filter(refused), [ports[40]]);
  assert.equal(socket.sent.filter(([name]) => name === "watch").length, 40);
  ports[0].listeners.close();
  ports[1].listeners.close();
  watch(ports[40], "forum.thread:40");
  await settle();
  assert.deepEqual(socket.sent.at(-1), ["watch", { topic: "forum.thread:40" }]);
});

test("a topic is left with the last tab that watches it, the socket with the last tab", () => {
  const [first, second] = [tab(), tab()];
  socket.open();
  watch(first, "forum.thread:1");
  watch(second, "forum.thread:1");
  first.says({ say: "leave" });
  assert.equal(socket.sent.filter(([name]) => name === "unwatch").length, 0);
  second.listeners.close();
  assert.deepEqual(socket.sent.at(-1), ["unwatch", { topic: "forum.thread:1" }]);
  assert.equal(socket.calls.at(-1), "disconnect");
});
