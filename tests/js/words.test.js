import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../static/js/words.js";

const FRENCH = words("fr-FR");
const ENGLISH = words("en");

/** @returns {string[]} Every sentence of a language, with numbers and names in it. */
function sentencesOf(language) {
  return Object.values(language).flatMap((said) =>
    typeof said === "function" ? [0, 1, 2, 1500].map((n) => say(said, n)) : [said],
  );
}

/** Names are asked for by a list, or by a string that looks like a number here. */
function say(said, count) {
  const names = Array.from({ length: Math.min(count, 5) }, (_each, place) => `N${place}`);
  return /^\([^)]*names\)/u.test(said.toString()) ? said(names) : said(count);
}

test("both languages say the same things", () => {
  assert.deepEqual(Object.keys(FRENCH).sort(), Object.keys(ENGLISH).sort());
});

test("numbers choose the form of the sentence as each language does", () => {
  assert.equal(FRENCH.newReplies(0), "0 nouvelle réponse");
  assert.equal(FRENCH.newReplies(1), "1 nouvelle réponse");
  assert.equal(FRENCH.newReplies(3), "3 nouvelles réponses");
  assert.equal(ENGLISH.newReplies(0), "0 new answers");
  assert.equal(ENGLISH.newReplies(1), "1 new answer");
});

test("those who write are named", () => {
  assert.equal(FRENCH.writing(["Léa"]), "Léa écrit…");
  assert.equal(FRENCH.writing(["Léa", "Karim"]), "Léa et Karim écrivent…");
  assert.equal(ENGLISH.writing(["Léa", "Karim"]), "Léa and Karim are writing…");
});

test("names written from right to left leave the order of the sentence", () => {
  const names = ["سلمى", "أمينة"];
  assert.equal(FRENCH.writing(names), "\u2068سلمى\u2069 et \u2068أمينة\u2069 écrivent…");
  assert.equal(ENGLISH.writing(["Léa", names[0]]), "Léa and \u2068سلمى\u2069 are writing…");
  assert.equal(FRENCH.replyTo(names[0]), "Répondre à \u2068سلمى\u2069");
});

test("French has its typography", () => {
  for (const sentence of sentencesOf(FRENCH)) {
    assert.doesNotMatch(sentence, / [:;!?%»]|« /u, `a space that may break: ${sentence}`);
    assert.doesNotMatch(sentence, /'/u, `a straight apostrophe: ${sentence}`);
    assert.doesNotMatch(sentence, /[^\s\u00a0][:;!?]/u, `no space before a sign: ${sentence}`);
  }
});

test("no sentence has a gap that nothing filled", () => {
  for (const sentence of [...sentencesOf(FRENCH), ...sentencesOf(ENGLISH)]) {
    assert.doesNotMatch(sentence, /[{}]|undefined/u);
  }
});
