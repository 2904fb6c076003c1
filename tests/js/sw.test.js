import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { answer, browser, down, visit, wakeUp } from "./sw_play.js";

beforeEach(wakeUp);

/** A page is visited while there is a line. */
async function keepPage() {
  browser.line = async () => answer("le fil");
  await visit("/questions/1-fil");
}

test("a page that was opened is read without a line", async () => {
  await keepPage();
  browser.line = down;
  assert.equal((await visit("/questions/1-fil")).text, "le fil");
});

test("an answer that breaks off half-way leaves the page that was kept", async () => {
  await keepPage();
  browser.line = async () => ({ ...answer(""), clone: () => ({ breaksOff: true }) });
  await visit("/questions/1-fil");
  browser.line = down;
  assert.equal((await visit("/questions/1-fil")).text, "le fil");
});

test("the newest is shown while there is a line", async () => {
  browser.line = async () => answer("avant");
  await visit("/questions/1-fil");
  browser.line = async () => answer("après");
  assert.equal((await visit("/questions/1-fil")).text, "après");
});

test("what was not opened before is told kindly", async () => {
  browser.line = async () => answer("Hors ligne");
  const waits = [];
  browser.listeners.install({ waitUntil: (promise) => waits.push(promise) });
  await Promise.all(waits);
  browser.line = down;
  assert.equal((await visit("/questions/2-autre")).text, "Hors ligne");
});

test("the kind words that did not come with the worker come with the next page", async () => {
  const waits = [];
  browser.line = down;
  browser.listeners.install({ waitUntil: (promise) => waits.push(promise) });
  await Promise.all(waits);
  browser.line = async (request) => answer(request.url ? "le fil" : "Hors ligne");
  await visit("/questions/1-fil");
  browser.line = down;
  assert.equal((await visit("/questions/2-autre")).text, "Hors ligne");
});

test("what is not marked and answers to forms are never kept", async () => {
  browser.line = async () => answer("privé", { isToKeep: false });
  await visit("/parametres");
  await visit("/connexion");
  await visit("/questions/messages/4/modifier");
  assert.equal(await visit("/questions/1/reponses", { method: "POST" }), undefined);
  assert.equal(browser.stores.get("entraide-pages").held.size, 0);
});

test("signing in or out lets the pages go", async () => {
  await keepPage();
  await visit("/deconnexion", { method: "POST" });
  assert.equal(browser.stores.has("entraide-pages"), false);
});

test("a page that is closed to this reader is not kept any longer", async () => {
  browser.line = async (request) => answer(request.url ? "le fil" : "Hors ligne");
  await visit("/groupes/cache");
  browser.line = async () => answer("", { status: 404 });
  await visit("/groupes/cache");
  browser.line = down;
  assert.equal((await visit("/groupes/cache")).text, "Hors ligne");
});

test("a static file is asked for once; an older one is better than none", async () => {
  let asked = 0;
  browser.line = async () => {
    asked += 1;
    return answer("un", { cache: "public, immutable" });
  };
  await visit("/static/v1/js/main.js", { mode: "cors" });
  await visit("/static/v1/js/main.js", { mode: "cors" });
  assert.equal(asked, 1);
  browser.line = down;
  assert.equal((await visit("/static/v2/js/main.js", { mode: "cors" })).text, "un");
});

test("what another node still serves under a new address is not kept", async () => {
  browser.line = async () => answer("vieux", { cache: "no-cache" });
  await visit("/static/v2/css/site.css", { mode: "cors" });
  assert.equal(browser.stores.get("entraide-static").held.size, 0);
});
