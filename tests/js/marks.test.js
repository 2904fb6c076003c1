import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { start } from "../../static/js/marks.js";
import { happen, openPage, serve, settle } from "./page.js";

const page = (mark) => `<div data-growing>
  <span data-mark="friends"></span>
  <div data-mark="forum.thread:12">${mark}</div></div>`;
let asked;

beforeEach(() => {
  openPage(page("Attend une réponse"));
  asked = serve(() => ({ text: `<body>${page("1 réponse")}</body>` }));
  mock.method(Math, "random", () => 0);
  start();
});

const shown = () => document.querySelector('[data-mark="forum.thread:12"]').textContent;
const answered = (ref) =>
  happen(document.querySelector("[data-growing]"), "live:thread.answered", { ref });
const pause = () => wait(5);

test("a line of a list says that its question was answered", async () => {
  answered("forum.thread:12");
  await pause();
  await settle();
  assert.equal(shown(), "1 réponse");
});

test("a line that is being read loses what is not true, and keeps its form", async () => {
  const line = (count, badge) =>
    `<div data-growing><div data-marks data-mark="forum.thread:12">
       <p class="thread-count">${count}</p>${badge}<span class="badge">Épinglé</span></div></div>`;
  openPage(line(0, '<span class="badge">Attend une réponse</span>'));
  serve(() => ({ text: `<body>${line(1, "")}</body>` }));
  start();
  const marks = document.querySelector("[data-marks]");
  marks.getBoundingClientRect = () => ({ top: 100, bottom: 120 });
  answered("forum.thread:12");
  await pause();
  await settle();
  assert.equal(marks.querySelector(".thread-count").textContent, "1");
  const isPast = [...marks.querySelectorAll(".badge")].map((badge) => badge.matches(".is-past"));
  assert.deepEqual(isPast, [true, false]);
});

test("a question that is not on the page makes nobody ask", async () => {
  answered("forum.thread:99");
  await pause();
  assert.equal(asked.length, 0);
});

test("who comes back by the Back button sees marks as they are now", async () => {
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  await settle();
  assert.equal(shown(), "1 réponse");
});

test("who was away for long sees them too, who was away for a moment asks nothing", async () => {
  const see = (state) => {
    mock.getter(document, "visibilityState", () => state);
    happen(document, "visibilitychange");
  };
  see("hidden");
  see("visible");
  await settle();
  assert.equal(asked.length, 0);
  see("hidden");
  const now = Date.now();
  const clock = mock.method(Date, "now", () => now + 31_000);
  see("visible");
  clock.mock.restore();
  await settle();
  assert.equal(shown(), "1 réponse");
});

test("a request of a friend changes the number in the menu", async () => {
  happen(document, "notice:taken", { kind: "forum.answered" });
  await settle();
  assert.equal(asked.length, 0);
  happen(document, "notice:taken", { kind: "friends.asked" });
  await settle();
  assert.equal(asked.length, 1);
});
