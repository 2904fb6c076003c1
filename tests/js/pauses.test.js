import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { afterPause, atMostEvery } from "../../static/js/pauses.js";

test("an act waits until the hand rests, and happens once with the last words", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const act = mock.fn();
  const later = afterPause(100, act);
  later("a");
  mock.timers.tick(60);
  later("b");
  mock.timers.tick(60);
  assert.equal(act.mock.callCount(), 0);
  mock.timers.tick(60);
  assert.deepEqual(
    act.mock.calls.map((call) => call.arguments),
    [["b"]],
  );
  later("c");
  later.cancel();
  mock.timers.tick(200);
  assert.equal(act.mock.callCount(), 1);
  mock.timers.reset();
});

test("an act happens at once, then not again too soon", () => {
  let now = 1000;
  const act = mock.fn();
  const often = atMostEvery(100, act, () => now);
  often();
  now += 50;
  often();
  now += 60;
  often();
  assert.equal(act.mock.callCount(), 2);
});
