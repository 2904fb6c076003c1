import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { SharedLine, shareLine } from "../../static/js/shared_client.js";
import { settle } from "./page.js";

let port;
const greet = () => ({ after: 3, account: 7 });

class PlayedPort extends EventTarget {
  sent = [];
  start() {}
  postMessage(message) {
    this.sent.push(message);
  }
  brings(data) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  port = new PlayedPort();
});
afterEach(() => {
  mock.timers.reset();
  delete globalThis.SharedWorker;
});

function playWorker(act = () => {}) {
  globalThis.SharedWorker = class extends EventTarget {
    constructor(address, options) {
      super();
      this.port = port;
      this.said = { address: String(address), ...options };
      act(this);
    }
  };
}

test("what the worker brings is heard, with the state of its socket", () => {
  const line = new SharedLine(port, greet, async () => null);
  const heard = [];
  line.on("notice", (notice) => heard.push(notice));
  port.brings({ hear: "event", name: "connect", isConnected: true });
  assert.equal(line.connected, true);
  port.brings({ hear: "event", name: "notice", payload: { seq: 4 }, isConnected: true });
  assert.deepEqual(heard, [{ seq: 4 }]);
});

test("a question is answered, or given up", async () => {
  const line = new SharedLine(port, greet, async () => null);
  const asked = line.timeout(8000).emitWithAck("watch", { topic: "t:1" });
  port.brings({ hear: "answer", id: 1, answer: { ok: true } });
  assert.deepEqual(await asked, { ok: true });
  const lost = line.timeout(8000).emitWithAck("watch", { topic: "t:1" });
  mock.timers.tick(8001);
  await assert.rejects(lost);
});

test("a page joins with what it has seen, and leaves", () => {
  const line = new SharedLine(port, greet, async () => null);
  line.connect();
  line.renew();
  line.disconnect();
  assert.deepEqual(port.sent, [
    { say: "join", greeting: greet() },
    { say: "renew", after: 3 },
    { say: "leave" },
  ]);
});

test("where there are no such workers, there is no such line", async () => {
  assert.equal(await shareLine(greet), null);
});

test("a worker that breaks or is silent is not waited for", async () => {
  playWorker((worker) => queueMicrotask(() => worker.dispatchEvent(new Event("error"))));
  assert.equal(await shareLine(greet), null);
  playWorker();
  const shared = shareLine(greet);
  mock.timers.tick(8001);
  assert.equal(await shared, null);
});

test("each person of a browser has a worker of their own", async () => {
  let worker;
  playWorker((made) => {
    worker = made;
  });
  const shared = shareLine(greet);
  port.brings({ hear: "hello" });
  await settle();
  assert.notEqual(await shared, null);
  assert.equal(worker.said.name, "entraide-7");
  assert.match(worker.said.address, /socket_worker\.js$/u);
});

test("when the worker dies, another takes its place, and the page joins it anew", async () => {
  const second = new PlayedPort();
  const line = new SharedLine(port, greet, async () => second);
  const heard = [];
  line.on("disconnect", () => heard.push("disconnect"));
  line.on("connect", () => heard.push("connect"));
  mock.timers.tick(15_000);
  assert.deepEqual(port.sent.at(-1), { say: "ping" });
  port.brings({ hear: "pong" });
  mock.timers.tick(15_000);
  assert.deepEqual(heard, []);
  mock.timers.tick(15_000);
  await settle();
  assert.deepEqual(second.sent, [{ say: "join", greeting: greet() }]);
  second.brings({ hear: "event", name: "connect", isConnected: true });
  assert.deepEqual(heard, ["disconnect", "connect"]);
});
