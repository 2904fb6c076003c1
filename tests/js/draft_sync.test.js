import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { begin, open, rest, saves, server, state, type } from "./draft_play.js";
import { happen } from "./page.js";

beforeEach(begin);
afterEach(() => mock.timers.reset());

test("a form with a text offers the draft, and overwrites neither", async () => {
  server.held = { version: 3, title: "", body: "Le brouillon", tags: "" };
  const text = await open("Le texte publié");
  assert.equal(text.value, "Le texte publié");
  await type(text, "Le texte publié, et plus");
  assert.equal(saves().length, 0);
  state().querySelector("button").click();
  assert.equal(text.value, "Le brouillon");
  state().querySelector("button").click();
  assert.equal(text.value, "Le texte publié, et plus");
});

test("an offer that nobody answered is there again the next time", async () => {
  server.held = { version: 3, title: "", body: "Le brouillon", tags: "" };
  await open("Le texte publié");
  happen(window, "pagehide");
  assert.equal(saves().length, 0);
  assert.equal(localStorage.getItem("entraide.draft.7.thread:1"), null);
  const text = await open("Le texte publié");
  state().querySelector("button").click();
  assert.equal(text.value, "Le brouillon");
});

test("two windows never overwrite each other: the person chooses", async () => {
  const text = await open();
  await type(text, "Ma phrase");
  server.held = { version: 2, title: "", body: "La phrase de l’autre fenêtre", tags: "" };
  await type(text, "Ma phrase, suite");
  assert.match(state().textContent, /une autre fenêtre/u);
  assert.equal(server.held.body, "La phrase de l’autre fenêtre");
  state().querySelectorAll("button")[1].click();
  await rest();
  assert.equal(server.held.body, "Ma phrase, suite");
});
