import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { start } from "../../static/js/live_list.js";
import { happen, openPage, serve, settle } from "./page.js";

const row = (id) => `<li data-thread-row="${id}"><h2><a href="/questions/${id}-x">Fil ${id}</a></h2>
  <div data-marks></div></li>`;
const listHtml = (rows, since = "1000", tab = "recentes", tag = "") =>
  `<div data-growing="${tab}" data-live-topic="forum.list:0" data-since="${since}" ${tag}
    data-fresh-url="/questions/fraiches?onglet=${tab}">
    <div data-news hidden><button data-news-show><span data-news-label></span></button></div>
    <div data-list="rows"><ul>${rows.map(row).join("")}</ul></div></div>`;

let place;
let asked;
let threads;

function open(html = listHtml([1, 2])) {
  openPage(html, { url: "https://entraide.test/questions" });
  place = document.querySelector("[data-growing]");
  start();
}

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  threads = [];
  asked = serve((address) =>
    address.startsWith("/questions/fraiches")
      ? { text: JSON.stringify({ threads }) }
      : { text: `<body>${listHtml([4, 3, 1, 2], "2000")}</body>` },
  );
  open();
});
afterEach(() => mock.timers.reset());

const opened = (id, kind = "question", tags = []) =>
  happen(place, "live:thread.opened", { ref: `forum.thread:${id}`, kind, tags });
const bar = () => (place.querySelector("[data-news]").hidden ? "" : place.textContent.trim());
const label = () => place.querySelector("[data-news-label]").textContent;

test("new threads are counted on a bar, and nothing moves", () => {
  opened(3);
  opened(3);
  assert.equal(label(), "1 nouvelle question");
  opened(4, "discussion");
  assert.equal(label(), "2 nouveaux fils");
  assert.equal(place.querySelectorAll("[data-thread-row]").length, 2);
  assert.notEqual(bar(), "");
});

test("a burst is said once", () => {
  opened(3);
  opened(4);
  mock.timers.tick(1300);
  mock.timers.tick(60);
  const said = document.querySelector("[data-announce]").textContent;
  assert.equal(said, "2 nouvelles questions");
});

test("what is deleted is counted no more", () => {
  opened(3);
  happen(place, "live:thread.gone", { ref: "forum.thread:3" });
  assert.equal(place.querySelector("[data-news]").hidden, true);
});

test("a tap brings the list as it is, what is new marked", async () => {
  opened(3);
  opened(4);
  place.querySelector("[data-news-show]").click();
  await settle();
  assert.deepEqual(
    [...place.querySelectorAll(".is-fresh")].map((each) => each.dataset.threadRow),
    ["4", "3"],
  );
  assert.equal(place.querySelector("[data-news]").hidden, true);
  assert.equal(place.dataset.since, "2000");
  assert.equal(document.activeElement.textContent, "Fil 4");
  assert.equal(place.querySelector(".is-fresh [data-marks]").textContent, "Nouveau");
});

test("without a line the tap says so, and the count stays", async () => {
  opened(3);
  serve(() => "lost");
  place.querySelector("[data-news-show]").click();
  await settle();
  assert.equal(label(), "1 nouvelle question");
  assert.match(document.querySelector("[data-toasts]").textContent, /Pas de connexion/u);
});

test("after each return the server says what is new", async () => {
  opened(3);
  threads = [5, 6, 1].map((id) => ({ id, kind: "question" }));
  happen(place, "live:watched");
  mock.timers.tick(1);
  await settle();
  assert.equal(label(), "2 nouvelles questions");
  assert.equal(asked.at(-1).address, "/questions/fraiches?onglet=recentes&depuis=1000");
});

test("only what would stand in the list counts", () => {
  open(listHtml([1], "1", "sans-reponse", 'data-tag="mairie"'));
  opened(3);
  opened(4, "discussion", ["mairie"]);
  assert.equal(place.querySelector("[data-news]").hidden, true);
  opened(5, "question", ["Mairie"]);
  assert.equal(label(), "1 nouvelle question");
});

test("a question that was answered meanwhile is not counted among those that wait", () => {
  open(listHtml([1, 2], "1000", "sans-reponse"));
  opened(3);
  opened(4);
  happen(place, "live:thread.answered", { ref: "forum.thread:3" });
  assert.equal(label(), "1 nouvelle question");
});
