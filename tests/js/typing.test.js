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

test("who writes is named as long as the server says so", () => {
  happen(list, "live:typing", { names: ["Léa", "Karim"], more: false });
  assert.equal(said(), "Léa et Karim écrivent…");
  happen(list, "live:typing", { names: ["Léa", "Karim", "Odile"], more: true });
  assert.equal(said(), "Plusieurs personnes écrivent…");
  happen(list, "live:typing", { names: [], more: false });
  assert.equal(said(), "");
});

test("without a line, or while the page stands still, nobody is said to write", () => {
  happen(list, "live:typing", { names: ["Léa"], more: false });
  happen(document, "line:lost");
  assert.equal(said(), "");
  list.dataset.paused = "";
  happen(list, "live:typing", { names: ["Léa"], more: false });
  assert.equal(said(), "");
});

test("we tell that we write, not at every key", () => {
  const sent = [];
  document.addEventListener("live:send", ({ detail }) => sent.push(detail));
  const text = document.querySelector("textarea");
  text.value = "Une";
  happen(text, "input");
  happen(text, "input");
  mock.timers.tick(2600);
  happen(text, "input");
  assert.deepEqual(sent, ["typing", "typing"]);
});

test("a field that was emptied, as by publishing, is nobody writing", () => {
  const sent = [];
  document.addEventListener("live:send", ({ detail }) => sent.push(detail));
  happen(document.querySelector("textarea"), "input");
  assert.deepEqual(sent, []);
});

test("how many read along is said when somebody else does", () => {
  happen(list, "live:readers", { count: 3 });
  const place = document.querySelector("[data-readers]");
  assert.equal(place.textContent, "3 personnes lisent ce fil");
  happen(list, "live:readers", { count: 1200 });
  assert.match(place.textContent, /^Plus de 1.200 personnes/u);
  happen(list, "live:readers", { count: 1 });
  assert.equal(place.textContent, "");
});
