import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { start } from "../../static/js/read_tracker.js";
import { happen, openPage, serve, settle } from "./page.js";
import { postHtml, threadHtml } from "./thread_play.js";
import { look } from "./watcher_play.js";

let asked;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  openPage(threadHtml(postHtml(1) + postHtml(2) + postHtml(3)));
  asked = serve(() => ({ status: 204 }));
  start();
});
afterEach(() => mock.timers.reset());

const post = (id) => document.querySelector(`#m${id}`);

async function wait(milliseconds) {
  mock.timers.tick(milliseconds);
  await settle();
}

/** A second on the screen, and the moment in which what was read is gathered. */
async function read() {
  await wait(1000);
  await wait(900);
}

test("posts that were on the screen for a second are told as one", async () => {
  look(post(1));
  look(post(2));
  await read();
  assert.deepEqual(
    asked.map(({ address, fields }) => [address, fields.number]),
    [["/questions/1/lu", "2"]],
  );
});

test("a glance is no reading", async () => {
  look(post(2));
  await wait(500);
  look(post(2), false);
  await wait(5000);
  assert.equal(asked.length, 0);
});

test("what was told is not told again", async () => {
  look(post(3));
  await read();
  look(post(1));
  await read();
  assert.equal(asked.length, 1);
});

test("a notice about what is being read is read with it", async () => {
  look(post(3));
  await read();
  happen(document, "notice:taken", { url: "/questions/1/messages/3" });
  happen(document, "notice:taken", { url: "/questions/5-x" });
  await wait(900);
  assert.equal(asked.length, 2);
});

test("leaving tells what the pause had not yet", async () => {
  look(post(2));
  await wait(1000);
  happen(window, "pagehide");
  assert.equal(asked[0].request.keepalive, true);
});
