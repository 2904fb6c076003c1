import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../static/js/forms.js";
import { openPage, serve, settle } from "./page.js";

const TOGGLE = (state, count) => `<form data-in-place action="/aimer" method="post">
  <button name="how" value="much" aria-pressed="${state}">J’aime ${count}</button></form>`;

/** Press the first button of the page. */
async function press() {
  const button = document.querySelector("button");
  button.focus();
  button.form.requestSubmit(button);
  await settle();
}

beforeEach(() => {
  openPage(`<footer data-actions="forum.post:1">${TOGGLE("false", 0)}</footer>`);
  start();
});

test("the answer takes the place of the form, and the focus stays on its button", async () => {
  const asked = serve(() => ({ text: TOGGLE("true", 1) }));
  await press();
  assert.deepEqual(asked[0].fields, { how: "much" });
  assert.equal(document.querySelectorAll("form").length, 1);
  assert.equal(document.activeElement.getAttribute("aria-pressed"), "true");
});

test("an answer that names a larger part takes its place", async () => {
  const answer = `<footer data-actions="forum.post:1">Voilà ${TOGGLE("true", 1)}</footer>`;
  serve(() => ({ text: answer }));
  await press();
  assert.equal(document.querySelectorAll("footer").length, 1);
  assert.match(document.querySelector("footer").textContent, /Voilà/u);
});

test("further parts of an answer take the places that bear their names", async () => {
  document.body.insertAdjacentHTML("beforeend", '<p data-fragment="count">aucun</p><p>reste</p>');
  serve(() => ({
    text: `${TOGGLE("true", 1)}<p data-fragment="count">un</p><p data-fragment="other">deux</p>`,
  }));
  await press();
  assert.equal(document.querySelector("[data-fragment=count]").textContent, "un");
  assert.equal(document.querySelectorAll("[data-fragment=count]").length, 1);
  assert.doesNotMatch(document.body.textContent, /aucun|deux/u);
});

test("a second press before the answer is not sent", async () => {
  let answerNow;
  const waiting = new Promise((resolve) => {
    answerNow = resolve;
  });
  const asked = serve(() => waiting);
  const button = document.querySelector("button");
  button.form.requestSubmit(button);
  button.form.requestSubmit(button);
  answerNow({ text: TOGGLE("true", 1) });
  await settle();
  assert.equal(asked.length, 1);
});

test("a refusal is shown in its own words and changes nothing", async () => {
  serve(() => ({ status: 403, text: "<div><p>On n’aime pas ses propres mots.</p></div>" }));
  await press();
  assert.match(document.querySelector("[data-toasts]").textContent, /ses propres mots/u);
  assert.equal(document.querySelector("button").getAttribute("aria-pressed"), "false");
});

test("without a line a sentence says that nothing was sent", async () => {
  serve(() => "lost");
  await press();
  assert.match(document.querySelector("[data-toasts]").textContent, /rien n’a été envoyé/u);
});

test("an answer from elsewhere is gone to", async () => {
  serve(() => ({ text: "<html>", url: "https://entraide.test/la", redirected: true }));
  await press();
  assert.deepEqual(location.assigned, ["https://entraide.test/la"]);
});

test("an answer that leads on is gone to, to its place on the page", async () => {
  serve(() => ({ to: "/questions/3/messages/5#m5" }));
  await press();
  assert.deepEqual(location.assigned, ["https://entraide.test/questions/3/messages/5#m5"]);
});

test("what leads to a place on the page that is shown asks for it anew", async () => {
  serve(() => ({ to: `${location.pathname}#m5` }));
  await press();
  assert.equal(location.reloaded, 1);
});

test("scripts in an answer never run", async () => {
  serve(() => ({ text: "<form data-in-place><script>globalThis.ran = 1</script></form>" }));
  await press();
  assert.equal(globalThis.ran, undefined);
});

test("a form that was brought for all says whose page sends it; others go on as they did", () => {
  for (const [said, named] of [
    ["", "7"],
    ["3", "3"],
  ]) {
    const formData = new FormData();
    formData.set("account", said);
    document.body.dispatchEvent(
      Object.assign(new Event("formdata", { bubbles: true }), { formData }),
    );
    assert.equal(formData.get("account"), named);
  }
});

test("a refusal that needs a door leads to it", async () => {
  serve(() => ({ status: 401, text: "<p>Connectez-vous.</p><a href='/connexion'>Entrer</a>" }));
  await press();
  assert.equal(document.querySelector("[data-toasts] a").getAttribute("href"), "/connexion");
});
