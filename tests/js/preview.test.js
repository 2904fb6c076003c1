import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../static/js/preview.js";
import { openPage, serve, settle } from "./page.js";

let text;
let shown;

beforeEach(() => {
  openPage(`<form><div data-editor data-preview-url="/apercu">
    <div data-editor-tabs hidden><button type="button" data-editor-tab="write">Écrire</button>
      <button type="button" data-editor-tab="preview">Aperçu</button></div>
    <textarea data-editor-text>**gras**</textarea>
    <section data-editor-preview hidden></section><button data-editor-plain>Voir</button></div></form>`);
  text = document.querySelector("textarea");
  shown = document.querySelector("[data-editor-preview]");
  start();
});

const tab = (name) => document.querySelector(`[data-editor-tab=${name}]`);

test("the text is shown as the server renders it, and is there again afterwards", async () => {
  const asked = serve(() => ({ text: "<p><strong>gras</strong></p>" }));
  tab("preview").click();
  await settle();
  assert.deepEqual(asked[0].fields, { body: "**gras**" });
  assert.equal(shown.innerHTML, "<p><strong>gras</strong></p>");
  assert.deepEqual([shown.hidden, text.hidden], [false, true]);
  assert.equal(tab("preview").getAttribute("aria-pressed"), "true");
  tab("write").click();
  assert.deepEqual([shown.hidden, text.hidden], [true, false]);
});

test("nothing is asked for an empty text", () => {
  serve(() => assert.fail("asked"));
  text.value = " ";
  tab("preview").click();
  assert.match(shown.textContent, /rien à montrer/u);
});

test("a refusal and a lost line are said in its place", async () => {
  serve(() => ({ status: 422, text: "<p>Trop long.</p>" }));
  tab("preview").click();
  await settle();
  assert.equal(shown.textContent, "Trop long.");
  serve(() => "lost");
  tab("preview").click();
  await settle();
  assert.match(shown.textContent, /Pas de connexion/u);
});

test("the button for browsers without scripts is not needed", () => {
  assert.equal(document.querySelector("[data-editor-plain]").hidden, true);
  assert.equal(document.querySelector("[data-editor-tabs]").hidden, false);
});
