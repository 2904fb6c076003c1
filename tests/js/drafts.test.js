import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { begin, open, rest, saves, server, state, type } from "./draft_play.js";
import { happen, settle } from "./page.js";
import { look } from "./watcher_play.js";

beforeEach(begin);
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

test("what is written far above the editor is kept as well", async () => {
  const text = await open("", false);
  await type(text, "Avant");
  assert.equal(saves().length, 0);
  happen(text, "focusin");
  await settle();
  await type(text, "Un titre");
  look(document.querySelector("[data-editor]"));
  await type(text, "Un titre, puis le texte");
  assert.deepEqual(
    saves().map(({ fields }) => fields.body),
    ["Un titre", "Un titre, puis le texte"],
  );
});

test("what need not be saved is not", async () => {
  const text = await open("Déjà publié");
  await type(text, "Déjà publié");
  assert.equal(saves().length, 0);
});

test("an empty form finds the draft that was left", async () => {
  server.held = { version: 3, title: "", body: "Laissé là", tags: "" };
  const text = await open();
  assert.equal(text.value, "Laissé là");
  await rest();
  assert.equal(saves().length, 0);
});

test("without a line the text is kept here", async () => {
  const text = await open();
  server.isOnline = false;
  await type(text, "Dans le tunnel");
  assert.match(state().textContent, /gardé sur cet appareil/u);
  const store = JSON.parse(localStorage.getItem("entraide.draft.7.thread:1"));
  assert.equal(store.body, "Dans le tunnel");
});

test("a text that was sent is saved no more", async () => {
  const text = await open();
  text.value = "Parti";
  happen(text, "input");
  text.value = "";
  happen(text.form, "draft:sent");
  await rest();
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
  server.held = null;
  happen(text.form, "draft:moved", { place: "post:5" });
  await settle();
  await rest();
  const [dropped, moved] = saves().slice(-2);
  assert.deepEqual([dropped.address, dropped.fields.body], ["/brouillons/thread%3A1", ""]);
  assert.deepEqual([moved.address, moved.fields.body], ["/brouillons/post%3A5", "Pour Léa"]);
});

test("a draft of the thread that comes late does not slip into a reply", async () => {
  server.held = { version: 3, title: "", body: "Pour tous", tags: "" };
  const opened = open();
  const text = document.querySelector("textarea");
  server.held = null;
  happen(text.form, "draft:moved", { place: "post:5" });
  await opened;
  await settle();
  assert.equal(text.value, "");
});

test("leaving the page saves what the pause had not yet", async () => {
  const text = await open();
  text.value = "Juste avant";
  happen(window, "pagehide");
  assert.equal(saves()[0].fields.body, "Juste avant");
  assert.equal(saves()[0].request.keepalive, true);
});
