import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { start } from "../../static/js/similar.js";
import { happen, openPage, serve, settle } from "./page.js";

let title;
let place;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  openPage(`<form data-similar-url="/semblables"><input name="title">
    <div data-similar></div></form>`);
  title = document.querySelector("input");
  place = document.querySelector("[data-similar]");
  start();
});
afterEach(() => mock.timers.reset());

async function type(words) {
  title.value = words;
  happen(title, "input");
  mock.timers.tick(450);
  await settle();
}

test("threads that resemble a title are shown, once the hand rests", async () => {
  const asked = serve(() => ({ text: "<a href='/questions/4'>Assurer une fête</a>" }));
  await type("Qui assure la fête");
  assert.equal(asked[0].address, "/semblables?titre=Qui%20assure%20la%20f%C3%AAte");
  assert.equal(place.querySelector("a").textContent, "Assurer une fête");
  await type("Qui");
  assert.equal(place.textContent, "");
  assert.equal(asked.length, 1);
});

test("an answer that comes too late is let go", async () => {
  serve(() => {
    title.value = "Tout autre chose";
    return { text: "vieux" };
  });
  await type("Qui assure la fête");
  assert.equal(place.textContent, "");
});
