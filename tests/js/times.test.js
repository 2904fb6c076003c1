import assert from "node:assert/strict";
import { test } from "node:test";
import { agoOf, tell } from "../../static/js/times.js";
import { openPage } from "./page.js";

const NOW = Date.parse("2030-05-08T12:00:00Z");
const MINUTE = 60_000;

test("moments of this week are said as people say them", () => {
  const said = (minutes) => agoOf(NOW - minutes * MINUTE, NOW, "fr");
  assert.equal(said(0), "maintenant");
  assert.equal(said(5), "il y a 5 minutes");
  assert.equal(said(119), "il y a 1 heure");
  assert.equal(said(24 * 60), "hier");
  assert.equal(said(6 * 24 * 60), "il y a 6 jours");
});

test("each language says it its way", () => {
  assert.equal(agoOf(NOW - 5 * MINUTE, NOW, "en"), "5 minutes ago");
});

test("older moments and moments to come keep their date", () => {
  assert.equal(agoOf(NOW - 7 * 24 * 60 * MINUTE, NOW, "fr"), null);
  assert.equal(agoOf(NOW + 2 * MINUTE, NOW, "fr"), null);
  assert.equal(agoOf(Number.NaN, NOW, "fr"), null);
});

test("a clock that is a little behind says now", () => {
  assert.equal(agoOf(NOW + 1000, NOW, "fr"), "maintenant");
});

test("only the words change, the full date stays at hand", () => {
  openPage('<time data-ago datetime="2030-05-08T11:55:00Z" title="le 8 mai">8 mai</time>');
  tell(document, NOW);
  const time = document.querySelector("time");
  assert.equal(time.textContent, "il y a 5 minutes");
  assert.equal(time.title, "le 8 mai");
});
