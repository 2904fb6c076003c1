import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start as startSending } from "../../static/js/form_submit.js";
import { waitingTexts } from "../../static/js/outbox.js";
import { start as startWaiting } from "../../static/js/outbox_view.js";
import { start as startThread } from "../../static/js/thread.js";
import { openPage, serve, settle } from "./page.js";
import { idsOnPage, postHtml, threadHtml } from "./thread_play.js";

const FORM = `<form data-draft-form data-reply-form method="post" action="/questions/1/reponses">
  <input type="hidden" name="parent_id" value="">
  <div data-editor data-draft-place="thread:1"><textarea name="body" data-editor-text></textarea></div>
  <div class="form-actions"><button>Publier</button>
    <button name="preview" value="1">Aperçu</button></div></form>`;
const MINE = postHtml(2, { author: 7, body: "Ma réponse" });

let text;

function open(body = "Ma réponse") {
  openPage(threadHtml(postHtml(1), 'data-last-number="1"') + FORM);
  localStorage.clear();
  text = document.querySelector("textarea");
  text.value = body;
  startThread();
  startSending();
  startWaiting();
}

async function publish() {
  text.form.requestSubmit(text.form.querySelector("button"));
  await settle();
}

beforeEach(() => open());

test("a reply is published without leaving the page", async () => {
  const asked = serve(() => ({ text: MINE }));
  await publish();
  assert.deepEqual(idsOnPage(), ["1", "2"]);
  assert.equal(text.value, "");
  assert.equal(document.activeElement.id, "m2");
  const [{ fields }] = asked;
  assert.equal(fields.body, "Ma réponse");
  assert.match(fields.once, /^[0-9a-f]{32}$/u);
});

test("a refusal is said beside the button, and the text stays", async () => {
  serve(() => ({ status: 422, text: '<div class="notice-box error">Trop long.</div>' }));
  await publish();
  assert.equal(document.querySelector("[data-refusal]").textContent, "Trop long.");
  assert.equal(document.querySelector("[data-refusal]").getAttribute("role"), "alert");
  assert.equal(text.value, "Ma réponse");
  assert.equal(document.querySelector("button:disabled"), null);
});

test("a second press while it travels is not sent", async () => {
  const asked = serve(() => new Promise(() => {}));
  await publish();
  text.form.dispatchEvent(new Event("submit", { cancelable: true }));
  await settle();
  assert.equal(asked.length, 1);
});

test("another button of the form goes its own way", () => {
  serve(() => assert.fail("nothing is asked"));
  const event = new Event("submit", { cancelable: true });
  Object.defineProperty(event, "submitter", { value: document.querySelector("[name=preview]") });
  text.form.dispatchEvent(event);
  assert.equal(event.defaultPrevented, false);
});

test("without a line the text waits in sight, and leaves once when it is back", async () => {
  navigator.onLine = false;
  const asked = serve(() => ({ text: MINE }));
  await publish();
  assert.equal(asked.length, 0);
  assert.match(document.querySelector("[data-refusal]").textContent, /partira de lui-même/u);
  assert.equal(text.value, "Ma réponse");
  navigator.onLine = true;
  window.dispatchEvent(new Event("online"));
  window.dispatchEvent(new Event("online"));
  await settle();
  assert.equal(asked.filter(({ method }) => method === "POST").length, 1);
  assert.deepEqual(idsOnPage(), ["1", "2"]);
  assert.deepEqual(waitingTexts(), []);
  assert.equal(document.querySelector("[data-refusal]"), null);
});

test("a text that may have arrived is sent again, under the same mark", async () => {
  const first = serve(() => "lost");
  await publish();
  assert.equal(waitingTexts()[0].mayHaveArrived, true);
  const asked = serve(() => ({ text: MINE }));
  window.dispatchEvent(new Event("online"));
  await settle();
  const [sent] = asked.filter(({ method }) => method === "POST");
  assert.equal(sent.fields.once, first[0].fields.once);
  assert.deepEqual(idsOnPage(), ["1", "2"]);
  assert.deepEqual(waitingTexts(), []);
});

test("what was added to a text that may have arrived stays in its form", async () => {
  serve(() => "lost");
  await publish();
  text.value = "Ma réponse, plus longue";
  text.dispatchEvent(new Event("input", { bubbles: true }));
  serve(() => ({ text: MINE }));
  window.dispatchEvent(new Event("online"));
  await settle();
  assert.deepEqual(idsOnPage(), ["1", "2"]);
  assert.equal(text.value, "Ma réponse, plus longue");
  assert.match(document.querySelector("[data-refusal]").textContent, /est resté ici/u);
  assert.deepEqual(waitingTexts(), []);
});

test("a line that comes back without a sign is noticed soon", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  serve(() => "lost");
  await publish();
  const asked = serve(() => ({ text: MINE }));
  context.mock.timers.tick(2000);
  context.mock.timers.reset();
  await settle();
  assert.equal(asked.filter(({ method }) => method === "POST").length, 1);
  assert.deepEqual(waitingTexts(), []);
});

test("the person may decide not to send", async () => {
  navigator.onLine = false;
  serve(() => assert.fail("nothing is sent"));
  await publish();
  document.querySelector("[data-refusal] .quiet").click();
  navigator.onLine = true;
  window.dispatchEvent(new Event("online"));
  await settle();
  assert.equal(text.value, "Ma réponse");
});
