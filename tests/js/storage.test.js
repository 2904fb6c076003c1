import assert from "node:assert/strict";
import { test } from "node:test";
import { forgetPerson, keep, kept } from "../../static/js/storage.js";
import { openPage } from "./page.js";

test("what is kept is found, until it is let go", () => {
  openPage("");
  assert.equal(keep("a", { b: 1 }), true);
  assert.deepEqual(kept("a"), { b: 1 });
  keep("a", null);
  assert.equal(kept("a"), null);
});

test("who signs out leaves nothing personal behind", () => {
  openPage("");
  keep("theme", "dark");
  keep("draft.7.new", { body: "secret" });
  localStorage.setItem("other", "stays");
  forgetPerson();
  assert.deepEqual(Object.keys(localStorage).sort(), ["entraide.theme", "other"]);
});

test("a browser that keeps nothing is no accident", () => {
  openPage("");
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get() {
      throw new Error("refused");
    },
  });
  assert.equal(keep("a", 1), false);
  assert.equal(kept("a"), null);
  forgetPerson();
  delete globalThis.localStorage;
});

test("what is unreadable is nothing", () => {
  openPage("");
  globalThis.localStorage = window.localStorage;
  localStorage.setItem("entraide.a", "{");
  assert.equal(kept("a"), null);
});
