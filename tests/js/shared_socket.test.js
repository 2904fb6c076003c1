import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { playHub } from "./shared_socket_play.js";

let socket;
let tab;
let greet;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  ({ socket, tab, greet } = playHub());
});
afterEach(() => mock.timers.reset());

test("ten tabs hold one socket, which greets for all of them", () => {
  const ports = Array.from({ length: 10 }, () => tab(4));
  assert.deepEqual(greet(), { after: 4, version: 0, account: 7 });
  socket.open();
  socket.hear("notice", { seq: 5 });
  for (const port of ports) {
    assert.deepEqual(port.take(), ["hello", ["connect", undefined], ["notice", { seq: 5 }]]);
  }
  assert.equal(greet().after, 5);
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

test("a tab that opens while something is read shows what is unread now", () => {
  tab(4, 20);
  socket.open();
  socket.hear("notices.read", { upto: 0, ids: [3], unread: 1, version: 21 });
  const state = { unread: 1, version: 21 };
  assert.deepEqual(tab(4, 20).take().slice(2), [["notices.read", state]]);
  assert.deepEqual(tab(4, 21).take().slice(2), [], "it shows that already");
  socket.hear("notice", { seq: 5, unread: 2, version: 22 });
  socket.hear("notices.read", { unread: 3, version: 19 });
  assert.deepEqual(tab(5, 21).take().slice(2), [["notices.read", { unread: 2, version: 22 }]]);
});

test("the version of a thread is no version of what is unread", () => {
  tab(4, 20);
  socket.open();
  socket.hear("notices.read", { upto: 0, ids: [3], unread: 1, version: 21 });
  socket.hear("post.changed", { topic: "forum.thread:1", ref: "forum.post:3", version: 40 });
  assert.deepEqual(tab(4, 20).take().slice(2), [["notices.read", { unread: 1, version: 21 }]]);
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
