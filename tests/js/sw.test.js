import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import vm from "node:vm";

const SOURCE = readFileSync(new URL("../../static/js/sw.js", import.meta.url), "utf8");
const SITE = "https://entraide.test";
let [stores, listeners, line] = [];

/** A store of answers, as browsers have them. */
class Store {
  held = new Map();
  key = (request) => new URL(request.url ?? request, SITE).href;
  match = async (request) => this.held.get(this.key(request));
  put = async (request, response) => this.held.set(this.key(request), response);
  delete = async (request) => this.held.delete(this.key(request));
  keys = async () => [...this.held.keys()].map((url) => ({ url }));
  add = async (request) => this.put(request, await line(request));
}

beforeEach(() => {
  stores = new Map();
  listeners = {};
  const caches = {
    open: async (name) => stores.get(name) ?? stores.set(name, new Store()).get(name),
    delete: async (name) => stores.delete(name),
    match: async (request) => {
      const found = await Promise.all([...stores.values()].map((store) => store.match(request)));
      return found.find(Boolean);
    },
  };
  const world = {
    caches,
    fetch: (request) => line(request),
    URL,
    Request: class {
      constructor(url) {
        this.url = new URL(url, SITE).href;
      }
    },
    Response: { error: () => "broken" },
    setTimeout: (act) => setTimeout(act, 5),
    addEventListener: (name, listen) => {
      listeners[name] ??= listen;
    },
    importScripts: () => {}, // tried in sw_push.test.js and sw_reader.test.js
    askLine: (request) => line(request),
    skipWaiting: () => {},
    clients: { claim: async () => {} },
    location: { origin: SITE },
  };
  vm.runInNewContext(SOURCE, world);
});

function answer(text, { status = 200, type = "text/html", cache = "" } = {}) {
  const headers = new Map([
    ["Content-Type", type],
    ["Cache-Control", cache],
  ]);
  const made = { text, status, ok: status < 400, redirected: false, type: "basic", headers };
  return { ...made, clone: () => made };
}

async function visit(path, { method = "GET", mode = "navigate" } = {}) {
  let said;
  const waits = [];
  listeners.fetch({
    request: { url: SITE + path, method, mode },
    respondWith: (promise) => {
      said = promise;
    },
    waitUntil: (promise) => waits.push(promise),
  });
  await Promise.all(waits);
  return said && (await said);
}

const down = async () => {
  throw new TypeError("no line");
};

test("a page that was opened is read without a line", async () => {
  line = async () => answer("le fil");
  await visit("/questions/1-fil");
  line = down;
  assert.equal((await visit("/questions/1-fil")).text, "le fil");
});

test("the newest is shown while there is a line", async () => {
  line = async () => answer("avant");
  await visit("/questions/1-fil");
  line = async () => answer("après");
  assert.equal((await visit("/questions/1-fil")).text, "après");
});

test("what was not opened before is told kindly", async () => {
  line = async () => answer("Hors ligne");
  const waits = [];
  listeners.install({ waitUntil: (promise) => waits.push(promise) });
  await Promise.all(waits);
  line = down;
  assert.equal((await visit("/questions/2-autre")).text, "Hors ligne");
});

test("settings, doors and answers to forms are never kept", async () => {
  line = async () => answer("privé");
  await visit("/parametres");
  await visit("/connexion");
  await visit("/questions/messages/4/modifier");
  assert.equal(await visit("/questions/1/reponses", { method: "POST" }), undefined);
  assert.deepEqual(
    [...stores.values()].flatMap((store) => [...store.held]),
    [],
  );
});

test("signing in or out lets the pages go", async () => {
  line = async () => answer("le fil");
  await visit("/questions/1-fil");
  await visit("/deconnexion", { method: "POST" });
  assert.equal(stores.has("entraide-pages"), false);
});

test("a page that is closed to this reader is not kept any longer", async () => {
  line = async () => answer("le fil");
  await visit("/groupes/cache");
  line = async () => answer("", { status: 404 });
  await visit("/groupes/cache");
  line = down;
  assert.equal(await visit("/groupes/cache"), "broken");
});

test("a static file is asked for once; an older one is better than none", async () => {
  let asked = 0;
  line = async () => {
    asked += 1;
    return answer("un", { type: "text/javascript", cache: "public, immutable" });
  };
  await visit("/static/v1/js/main.js", { mode: "cors" });
  await visit("/static/v1/js/main.js", { mode: "cors" });
  assert.equal(asked, 1);
  line = down;
  assert.equal((await visit("/static/v2/js/main.js", { mode: "cors" })).text, "un");
});

test("what another node still serves under a new address is not kept", async () => {
  line = async () => answer("vieux", { type: "text/css", cache: "no-cache" });
  await visit("/static/v2/css/site.css", { mode: "cors" });
  assert.equal(stores.get("entraide-static").held.size, 0);
});
