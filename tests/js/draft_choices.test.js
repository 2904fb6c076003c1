import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { choicesIn, choose } from "../../static/js/draft_choices.js";
import { openPage } from "./page.js";

let form;

beforeEach(() => {
  openPage(`<form>
    <input name="title" value="Un titre">
    <textarea name="summary" data-draft-field>Un résumé</textarea>
    <input name="category" value="Vie locale" data-draft-field>
    <input type="hidden" name="version" value="v1">
    <input name="other" value="x">
    </form>`);
  form = document.querySelector("form");
});

test("lines that are marked are kept beside the words, and no others", () => {
  assert.deepEqual(choicesIn(form), {
    summary: "Un résumé",
    category: "Vie locale",
    version: "v1",
  });
});

test("they are put back where they stood", () => {
  choose(form, "summary", "Un autre");
  choose(form, "other", "y");
  assert.equal(form.elements.summary.value, "Un autre");
  assert.equal(form.elements.other.value, "x");
});
