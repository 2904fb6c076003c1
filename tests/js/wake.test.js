import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { onWaking } from "../../static/js/wake.js";
import { happen, openPage } from "./page.js";

let woken;

beforeEach(() => {
  openPage("");
  mock.timers.enable({ apis: ["setInterval", "Date"] });
  woken = 0;
  onWaking(() => {
    woken += 1;
  });
});
afterEach(() => mock.timers.reset());

function show(state) {
  Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
  happen(document, "visibilitychange");
}

test("a page that is looked at does not wake up", () => {
  for (let ticks = 0; ticks < 10; ticks += 1) {
    mock.timers.tick(10_000);
  }
  assert.equal(woken, 0);
});

test("a device that slept below an open page is noticed at the next tick", () => {
  mock.timers.setTime(Date.now() + 3_600_000);
  mock.timers.tick(10_000);
  assert.equal(woken, 1);
});

test("a page that was out of sight for long wakes up once, when it is looked at", () => {
  show("hidden");
  mock.timers.tick(40_000);
  show("visible");
  assert.equal(woken, 0);
  show("hidden");
  mock.timers.tick(300_000);
  assert.equal(woken, 0);
  show("visible");
  assert.equal(woken, 1);
  mock.timers.tick(10_000);
  assert.equal(woken, 1);
});
