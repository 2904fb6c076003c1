import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleOf, smaller } from "../../static/js/pictures.js";

test("a photo shrinks to its longer side, and never grows", () => {
  assert.equal(scaleOf(3200, 1000), 0.5);
  assert.equal(scaleOf(1000, 3200), 0.5);
  assert.equal(scaleOf(800, 600), 1);
});

test("light pictures and moving ones travel as they are", async () => {
  const light = new Blob(["x"], { type: "image/jpeg" });
  const moving = new Blob(["x".repeat(700_000)], { type: "image/gif" });
  assert.equal(await smaller(light), light);
  assert.equal(await smaller(moving), moving);
});

test("a picture that cannot be read here travels as it is", async () => {
  const strange = new Blob(["x".repeat(700_000)], { type: "image/jpeg" });
  assert.equal(await smaller(strange), strange);
});
