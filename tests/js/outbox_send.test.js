import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { waitingTexts } from "../../static/js/outbox.js";
import { start, tryAgain } from "../../static/js/outbox_view.js";
import { keep, kept } from "../../static/js/storage.js";
import { openPage, serve, settle } from "./page.js";

const TEXT = {
  id: "a1",
  viewer: "7",
  place: "thread:4",
  action: "/questions/4/reponses",
  fields: [
    ["parent_id", ""],
    ["body", "Du tunnel"],
  ],
  page: "/questions/4-fil",
  thread: "4",
  mayHaveArrived: false,
  isChanged: false,
};

beforeEach(() => {
  openPage("<p>Une autre page</p>", { url: "https://entraide.test/notifications" });
});

const toast = () => document.querySelector("[data-toasts]").textContent;

async function wait(text, answer) {
  keep("outbox", [text].flat());
  const asked = serve(answer);
  start();
  await settle();
  return asked;
}

test("what waits is sent from whatever page is open, and its place is named", async () => {
  const asked = await wait(TEXT, () => ({ text: "<article>" }));
  assert.deepEqual(asked[0].fields, { parent_id: "", body: "Du tunnel", once: "a1" });
  assert.equal(document.querySelector("[data-toasts] a").getAttribute("href"), "/questions/4-fil");
  assert.equal(kept("outbox"), null);
});

test("what somebody else wrote on this device is not sent", async () => {
  const asked = await wait({ ...TEXT, viewer: "8" }, () => assert.fail("sent"));
  assert.equal(asked.length, 0);
  assert.equal(kept("outbox").length, 1);
});

for (const status of [401, 429, 503]) {
  test(`an answer ${status} passes: the text goes on waiting`, async () => {
    await wait(TEXT, () => ({ status }));
    assert.equal(waitingTexts()[0].mayHaveArrived, false);
    assert.equal(toast(), "");
  });
}

test("a refusal that stays is told, and ends the waiting", async () => {
  await wait(TEXT, () => ({ status: 403 }));
  assert.match(toast(), /a été refusé/u);
  assert.deepEqual(waitingTexts(), []);
});

test("a line that breaks in between leaves it marked as perhaps arrived", async () => {
  await wait(TEXT, () => "lost");
  assert.equal(waitingTexts()[0].mayHaveArrived, true);
});

test("a new thread that may have arrived is left to the person", async () => {
  const asked = await wait({ ...TEXT, thread: "", mayHaveArrived: true }, () =>
    assert.fail("sent"),
  );
  assert.equal(asked.length, 0);
  assert.equal(waitingTexts().length, 1);
});

test("while there is no line nothing is tried", async () => {
  navigator.onLine = false;
  keep("outbox", [TEXT]);
  serve(() => assert.fail("asked"));
  await tryAgain();
  assert.equal(waitingTexts().length, 1);
});
