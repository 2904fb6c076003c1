import assert from "node:assert/strict";
import { test } from "node:test";
import { shortCount, showUnread, titled } from "../../static/js/badge.js";
import { openPage } from "./page.js";

test("a title begins with the count, once", () => {
  assert.equal(titled("Une page", 3), "(3) Une page");
  assert.equal(titled("(3) Une page", 4), "(4) Une page");
  assert.equal(titled("(99+) Une page", 0), "Une page");
  assert.equal(titled("(2024) ne compte pas", 0), "ne compte pas");
});

test("more than 99 is not counted out", () => {
  assert.equal(shortCount(99), "99");
  assert.equal(shortCount(100), "99+");
});

test("every bell shows the count, and none shows nothing", () => {
  const bell = "<span data-badge hidden><span data-badge-count>0</span></span>";
  openPage(bell + bell);
  showUnread(2);
  const badges = [...document.querySelectorAll("[data-badge]")];
  assert.deepEqual(
    badges.map((badge) => [badge.hidden, badge.textContent]),
    [
      [false, "2"],
      [false, "2"],
    ],
  );
  assert.equal(document.title, "(2) Une page");
  showUnread(0);
  assert.ok(badges.every((badge) => badge.hidden));
  assert.equal(document.title, "Une page");
});

test("the page of notices counts as the bell does, and offers nothing when all is read", () => {
  openPage(`<a>Non lues <span data-unread-count hidden>0</span></a>
    <form data-while-unread hidden><button>Tout marquer lu</button></form>`);
  const [count, form] = document.querySelectorAll("[data-unread-count], [data-while-unread]");
  showUnread(3);
  assert.deepEqual([count.textContent, count.hidden, form.hidden], ["3", false, false]);
  showUnread(0);
  assert.deepEqual([count.hidden, form.hidden], [true, true]);
});
