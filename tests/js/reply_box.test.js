import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../static/js/reply_box.js";
import { happen, openPage } from "./page.js";
import { postHtml, threadHtml } from "./thread_play.js";

const FORM = `<section class="reply"><form data-draft-form data-reply-form action="/r">
  <h2 data-reply-title>Votre réponse</h2><input type="hidden" name="parent_id" value="">
  <div data-editor data-draft-place="thread:1"><textarea data-editor-text></textarea></div>
  <div class="form-actions"><button>Publier</button></div></form></section>`;
let form;
let moves;

beforeEach(() => {
  openPage(threadHtml(postHtml(1) + postHtml(2)) + FORM);
  form = document.querySelector("form[data-reply-form]");
  moves = [];
  form.addEventListener("draft:moved", ({ detail }) => moves.push(detail.place));
  start();
});

const press = () => happen(document.querySelector("#m1 [data-reply]"), "click");

test("the form comes under the post it replies to", () => {
  assert.equal(press().defaultPrevented, true);
  assert.equal(form.elements.parent_id.value, "1");
  assert.equal(document.querySelector("h2").textContent, "Répondre à Personne 9");
  assert.equal(document.querySelector("#m1").nextElementSibling, form.parentElement);
  assert.equal(document.activeElement, form.querySelector("textarea"));
  assert.deepEqual(moves, ["post:1"]);
});

test("it goes back, and the focus to where it came from", () => {
  press();
  form.querySelector(".form-actions .quiet").click();
  assert.equal(form.elements.parent_id.value, "");
  assert.equal(document.querySelector("h2").textContent, "Votre réponse");
  assert.equal(form.parentElement.previousElementSibling.matches("[data-posts]"), true);
  assert.equal(document.activeElement, document.querySelector("#m1 [data-reply]"));
  assert.deepEqual(moves, ["post:1", "thread:1"]);
});

test("a press that asks for a new tab is left alone", () => {
  const link = document.querySelector("#m1 [data-reply]");
  const event = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true });
  link.dispatchEvent(event);
  assert.equal(event.defaultPrevented, false);
  assert.equal(form.elements.parent_id.value, "");
});

test("it goes home when the reply has been sent", () => {
  press();
  happen(form, "reply:sent");
  assert.equal(form.elements.parent_id.value, "");
});
