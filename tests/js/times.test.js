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

/** Say, in a zone, a moment as seen from another, both in UTC. */
function saidIn(zone, at, now) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return agoOf(Date.parse(at), Date.parse(now), "fr");
  } finally {
    process.env.TZ = before ?? "";
  }
}

test("days are those of the calendar, not twenty-four hours", () => {
  const said = (at) => saidIn("Europe/Paris", at, "2030-05-08T10:00:00Z");
  assert.equal(said("2030-05-06T11:00:00Z"), "avant-hier", "47 hours ago");
  assert.equal(said("2030-05-07T11:00:00Z"), "hier", "23 hours ago");
  assert.equal(said("2030-05-07T22:00:00Z"), "il y a 12 heures", "at midnight");
  assert.equal(said("2030-05-07T21:59:59Z"), "hier", "a second before midnight");
  assert.equal(said("2030-05-01T22:00:00Z"), "il y a 6 jours");
  assert.equal(said("2030-05-01T21:59:59Z"), null, "the seventh day has its date");
});

test("the days are those of the reader's zone", () => {
  const [at, now] = ["2030-05-07T20:30:00Z", "2030-05-08T08:00:00Z"];
  assert.equal(saidIn("Europe/Paris", at, now), "hier");
  assert.equal(saidIn("Indian/Reunion", at, now), "il y a 11 heures");
  assert.equal(saidIn("America/Martinique", at, now), "hier");
  assert.equal(saidIn("Pacific/Noumea", at, now), "il y a 11 heures");
});

test("what was written minutes ago is no day old because it is past midnight", () => {
  const now = "2030-05-07T22:10:00Z";
  assert.equal(saidIn("Europe/Paris", "2030-05-07T21:50:00Z", now), "il y a 20 minutes");
  assert.equal(saidIn("Europe/Paris", "2030-05-07T20:50:00Z", now), "hier");
});

test("days on which clocks change are days", () => {
  const said = (at, now) => saidIn("Europe/Paris", at, now);
  // 2030-03-31 has 23 hours in Paris, 2030-10-27 has 25.
  assert.equal(said("2030-03-30T23:00:00Z", "2030-03-31T21:59:59Z"), "il y a 22 heures");
  assert.equal(said("2030-03-30T22:59:59Z", "2030-03-31T21:59:59Z"), "hier");
  assert.equal(said("2030-03-30T22:59:59Z", "2030-03-31T22:00:00Z"), "avant-hier");
  assert.equal(said("2030-10-26T22:00:00Z", "2030-10-27T22:59:59Z"), "il y a 24 heures");
  assert.equal(said("2030-10-26T21:59:59Z", "2030-10-27T22:59:59Z"), "hier");
  assert.equal(said("2030-10-26T21:59:59Z", "2030-10-27T23:00:00Z"), "avant-hier");
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
