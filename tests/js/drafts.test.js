import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { start } from "../../static/js/drafts.js";
import { happen, look, openPage, serve, settle } from "./page.js";

const FORM = (body = "") => `<form data-draft-form><div data-editor data-draft-place="thread:1">
  <textarea name="body" data-editor-text>${body}</textarea><p data-editor-state></p></div></form>`;
const PAUSE = 1600;
/** The draft on the played server. */
let held;
let asked;
let isOnline;

function answer(_address, request, fields) {
  if (!isOnline) {
    return "lost";
  }
  if (request.method !== "POST") {
    return { text: JSON.stringify(held ?? { version: 0 }) };
  }
  if ((held?.version ?? 0) !== Number(fields.version)) {
    return { status: 409 };
  }
  held = { ...fields, version: Number(fields.version) + 1 };
  return { text: JSON.stringify({ version: held.version }) };
}

async function open(html = FORM()) {
  openPage(html);
  asked = serve(answer);
  start();
  look(document.querySelector("[data-editor]"));
  await settle();
  return document.querySelector("textarea");
}

async function type(text, words) {
  text.value = words;
  happen(text, "input");
  mock.timers.tick(PAUSE);
  await settle();
}

const state = () => document.querySelector("[data-editor-state]");
const saves = () => asked.filter(({ method }) => method === "POST");

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  held = null;
  isOnline = true;
});
afterEach(() => mock.timers.reset());

test("what is written is kept at each pause, under the version known", async () => {
  const text = await open();
  await type(text, "Un");
  await type(text, "Un deux");
  assert.deepEqual(
    saves().map(({ fields }) => [fields.body, fields.version]),
    [
      ["Un", "0"],
      ["Un deux", "1"],
    ],
  );
  assert.equal(state().textContent, "Brouillon enregistré");
});

test("what need not be saved is not", async () => {
  const text = await open(FORM("Déjà publié"));
  await type(text, "Déjà publié");
  assert.equal(saves().length, 0);
});

test("an empty form finds the draft that was left", async () => {
  held = { version: 3, title: "", body: "Laissé là", tags: "" };
  const text = await open();
  assert.equal(text.value, "Laissé là");
  mock.timers.tick(PAUSE);
  await settle();
  assert.equal(saves().length, 0);
});

test("a form with a text offers the draft, and overwrites neither", async () => {
  held = { version: 3, title: "", body: "Le brouillon", tags: "" };
  const text = await open(FORM("Le texte publié"));
  assert.equal(text.value, "Le texte publié");
  await type(text, "Le texte publié, et plus");
  assert.equal(saves().length, 0);
  state().querySelector("button").click();
  assert.equal(text.value, "Le brouillon");
  state().querySelector("button").click();
  assert.equal(text.value, "Le texte publié, et plus");
});

test("two windows never overwrite each other: the person chooses", async () => {
  const text = await open();
  await type(text, "Ma phrase");
  held = { version: 2, title: "", body: "La phrase de l’autre fenêtre", tags: "" };
  await type(text, "Ma phrase, suite");
  assert.match(state().textContent, /une autre fenêtre/u);
  assert.equal(held.body, "La phrase de l’autre fenêtre");
  state().querySelectorAll("button")[1].click();
  mock.timers.tick(PAUSE);
  await settle();
  assert.equal(held.body, "Ma phrase, suite");
});

test("without a line the text is kept here, and found again", async () => {
  const text = await open();
  isOnline = false;
  await type(text, "Dans le tunnel");
  assert.match(state().textContent, /gardé sur cet appareil/u);
  const store = JSON.parse(localStorage.getItem("entraide.draft.7.thread:1"));
  assert.equal(store.body, "Dans le tunnel");
  text.value = "";
  look(document.querySelector("[data-editor]"));
  isOnline = true;
  happen(window, "online");
  await settle();
});

test("a text that was sent is saved no more", async () => {
  const text = await open();
  text.value = "Parti";
  happen(text, "input");
  text.value = "";
  happen(text.form, "draft:sent");
  mock.timers.tick(PAUSE);
  await settle();
  assert.equal(saves().length, 0);
});

test("while it is being sent its draft is not saved", async () => {
  const text = await open();
  text.form.setAttribute("aria-busy", "true");
  await type(text, "En route");
  assert.equal(saves().length, 0);
});

test("a text that moves to a reply takes its draft along", async () => {
  const text = await open();
  await type(text, "Pour Léa");
  held = null;
  happen(text.form, "draft:moved", { place: "post:5" });
  await settle();
  mock.timers.tick(PAUSE);
  await settle();
  const [dropped, moved] = saves().slice(-2);
  assert.deepEqual([dropped.address, dropped.fields.body], ["/brouillons/thread%3A1", ""]);
  assert.deepEqual([moved.address, moved.fields.body], ["/brouillons/post%3A5", "Pour Léa"]);
});

test("leaving the page saves what the pause had not yet", async () => {
  const text = await open();
  text.value = "Juste avant";
  happen(window, "pagehide");
  assert.equal(saves()[0].fields.body, "Juste avant");
  assert.equal(saves()[0].request.keepalive, true);
});
