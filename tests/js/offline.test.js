import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { start } from "../../static/js/offline.js";
import { keep, kept } from "../../static/js/storage.js";
import { happen, openPage, settle } from "./page.js";

test("the worker is registered, and keeps the first page that was opened", async () => {
  openPage("");
  const told = [];
  const worker = {
    controller: null,
    register: mock.fn(async () => {}),
    ready: Promise.resolve({ active: { postMessage: (message) => told.push(message) } }),
  };
  navigator.serviceWorker = worker;
  await start();
  await settle();
  assert.deepEqual(worker.register.mock.calls[0].arguments, ["/sw.js"]);
  assert.deepEqual(told, [{ keep: "/questions/1-une-question" }]);
});

test("who signs out leaves nothing behind", async () => {
  openPage('<form action="/deconnexion"></form><form id="other" action="/x"></form>');
  globalThis.caches = { delete: mock.fn() };
  keep("outbox", [{ viewer: "8" }]);
  await start();
  happen(document.querySelector("#other"), "submit");
  assert.notEqual(kept("outbox"), null);
  happen(document.querySelector("form"), "submit");
  assert.equal(kept("outbox"), null);
  assert.deepEqual(globalThis.caches.delete.mock.calls[0].arguments, ["entraide-pages"]);
});
