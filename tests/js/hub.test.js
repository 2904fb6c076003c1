import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Hub } from "../../static/js/hub.js";
import { settle } from "./page.js";
import { PlayedSocket } from "./socket_play.js";

class PlayedPort {
  heard = [];
  listeners = {};
  addEventListener(name, listen) {
    this.listeners[name] = listen;
  }
  start() {}
  postMessage(message) {
    this.heard.push(message);
  }
  /** Let the page say something. */
  says(data) {
    this.listeners.message({ data });
  }
  /** @returns {unknown[]} What the page heard since it was last asked. */
  take() {
    const heard = this.heard.map(({ hear, name, payload }) => (name ? [name, payload] : hear));
    this.heard = [];
    return heard;
  }
}

let socket;
let greet;
let hub;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  socket = new PlayedSocket();
  hub = new Hub((greeting) => {
    greet = greeting;
    return socket;
  });
});
afterEach(() => mock.timers.reset());

function tab(after = 0, account = 7) {
  const port = new PlayedPort();
  hub.welcome(port);
  port.says({ say: "join", greeting: { after, account } });
  return port;
}

const watch = (port, topic) => port.says({ say: "ask", id: 1, name: "watch", payload: { topic } });
const names = (port) => port.take().map((each) => each[0]);

test("ten tabs hold one socket, which greets for all of them", () => {
  const ports = Array.from({ length: 10 }, () => tab(4));
  assert.deepEqual(greet(), { after: 4, account: 7 });
  socket.open();
  socket.hear("notice", { seq: 5 });
  for (const port of ports) {
    assert.deepEqual(port.take(), ["hello", ["connect", undefined], ["notice", { seq: 5 }]]);
  }
  assert.equal(greet().after, 5);
});

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

test("a tab that has seen less is sent the difference, or asks for its page", () => {
  tab(4);
  socket.open();
  for (let seq = 5; seq < 200; seq += 1) {
    socket.hear("notice", { seq });
  }
  assert.deepEqual(tab(197).take().slice(2), [
    ["notice", { seq: 198 }],
    ["notice", { seq: 199 }],
  ]);
  assert.deepEqual(tab(4).take().slice(2), [["resync", {}]]);
  assert.deepEqual(tab(205).take().slice(2), []);
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

test("a gap is asked for once, however many tabs see it", () => {
  const [first, second] = [tab(1), tab(1)];
  socket.open();
  socket.hear("notice", { seq: 4 });
  socket.calls = [];
  first.says({ say: "renew", after: 1 });
  second.says({ say: "renew", after: 1 });
  assert.deepEqual(socket.calls, ["disconnect", "connect"]);
  assert.equal(greet().after, 1);
});

test("after a sleep of the device the socket is opened anew", () => {
  tab();
  socket.open();
  socket.calls = [];
  mock.timers.setTime(2_000_000);
  mock.timers.tick(10_000);
  assert.deepEqual(socket.calls, ["disconnect", "connect"]);
});

test("a refusal is told in every tab", () => {
  const ports = [tab(), tab()];
  socket.hear("connect_error", { message: "sign_in_needed" });
  for (const port of ports) {
    assert.deepEqual(port.take().at(-1), ["connect_error", { message: "sign_in_needed" }]);
  }
});

test("what comes after too much was missed begins anew", () => {
  tab(4);
  socket.open();
  socket.hear("resync", {});
  assert.equal(greet().after, null);
  const fresh = tab(300);
  socket.hear("notice", { seq: 301 });
  assert.deepEqual(fresh.take().slice(2), [["notice", { seq: 301 }]]);
});
