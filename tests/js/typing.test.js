import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { start } from "../../static/js/typing.js";
import { happen, openPage } from "./page.js";
import { postHtml, threadHtml } from "./thread_play.js";

let list;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  openPage(`${threadHtml(postHtml(1))}<p><span data-typing></span><span data-readers></span></p>
    <form data-reply-form><textarea data-editor-text></textarea></form>`);
  list = document.querySelector("[data-posts]");
  start();
});
afterEach(() => mock.timers.reset());

const said = () => document.querySelector("[data-typing]").textContent;

test("who writes is named, and forgotten when they stop", () => {
  happen(list, "live:typing", { name: "Léa" });
  happen(list, "live:typing", { name: "Karim" });
  assert.equal(said(), "Léa et Karim écrivent…");
  mock.timers.tick(6001);
  assert.equal(said(), "");
});

test("who has published writes no more", () => {
  happen(list, "live:typing", { name: "Personne 9" });
  happen(document.querySelector("#m1"), "post:arrived");
  assert.equal(said(), "");
});

test("we tell that we write, not at every key", () => {
  const sent = [];
  document.addEventListener("live:send", ({ detail }) => sent.push(detail));
  const text = document.querySelector("textarea");
  happen(text, "input");
  happen(text, "input");
  mock.timers.tick(2600);
  happen(text, "input");
  assert.deepEqual(sent, ["typing", "typing"]);
});

test("how many read along is said when somebody else does", () => {
  happen(list, "live:readers", { count: 3 });
  const place = document.querySelector("[data-readers]");
  assert.equal(place.textContent, "3 personnes lisent ce fil");
  happen(list, "live:readers", { count: 1 });
  assert.equal(place.textContent, "");
});
