import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../static/js/notice_lines.js";
import { happen, openPage, serve, settle } from "./page.js";

const line = (id, text) => `<li data-notice="${id}"><a href="/questions/${id}">${text}</a></li>`;
const pageHtml = (lines) => `<div data-notices>
  <div data-news hidden><button data-news-show><span data-news-label></span></button></div>
  <div data-list="notices"><ul>${lines}</ul></div></div>`;
const NOW = line(1, "Léa et Karim ont répondu") + line(2, "Odile a répondu");

beforeEach(() => {
  openPage(pageHtml(line(2, "Odile a répondu") + line(1, "Léa a répondu")));
  serve(() => ({ text: `<body>${pageHtml(NOW)}</body>` }));
  start();
});

const lines = () => [...document.querySelectorAll("[data-notice]")];

test("a notice that takes the place of another is counted once and not moved", () => {
  happen(document, "notice:taken", { id: 1, seq: 3 });
  happen(document, "notice:taken", { id: 1, seq: 4 });
  const label = document.querySelector("[data-news-label]").textContent;
  assert.equal(label, "1 nouvelle notification");
  assert.deepEqual(
    lines().map((each) => each.dataset.notice),
    ["2", "1"],
  );
});

test("on tap it stands on top, once, with all who are in it", async () => {
  happen(document, "notice:taken", { id: 1, seq: 3 });
  document.querySelector("[data-news-show]").click();
  await settle();
  assert.deepEqual(
    lines().map((each) => each.textContent),
    ["Léa et Karim ont répondu", "Odile a répondu"],
  );
  assert.ok(lines()[0].classList.contains("is-fresh"));
  assert.equal(document.querySelector("[data-news]").hidden, true);
});
