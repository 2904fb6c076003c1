import { readFileSync } from "node:fs";
import vm from "node:vm";

/** The service worker in a browser of our own, for its tests. */
const SOURCE = readFileSync(new URL("../../static/js/sw.js", import.meta.url), "utf8");
const SITE = "https://entraide.test";

/** What the browser holds, what the worker listens to, and the line to the site. */
export const browser = { stores: new Map(), listeners: {}, line: async () => undefined };

/** A store of answers, as browsers have them. */
class Store {
  held = new Map();
  key = (request) => new URL(request.url ?? request, SITE).href;
  match = async (request) => this.held.get(this.key(request));
  put = async (request, response) => {
    if (response.breaksOff) {
      throw new TypeError("the line broke off");
    }
    this.held.delete(this.key(request)); // the newest stands last, as in browsers
    this.held.set(this.key(request), response);
  };
  delete = async (request) => this.held.delete(this.key(request));
  keys = async () => [...this.held.keys()].map((url) => ({ url }));
  add = async (request) => this.put(request, await browser.line(request));
}

/** Begin with an empty browser, and start the worker in it. */
export function wakeUp() {
  browser.stores = new Map();
  browser.listeners = {};
  const { stores, listeners } = browser;
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
    fetch: (request) => browser.line(request),
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
    askLine: (request) => browser.line(request),
    skipWaiting: () => {},
    clients: { claim: async () => {} },
    location: { origin: SITE },
  };
  vm.runInNewContext(SOURCE, world);
}

export function answer(text, { status = 200, cache = "", isToKeep = true } = {}) {
  const headers = new Map([
    ["X-Offline", isToKeep ? "keep" : null],
    ["Cache-Control", cache],
  ]);
  const made = { text, status, ok: status < 400, redirected: false, type: "basic", headers };
  return { ...made, clone: () => made };
}

export async function visit(path, { method = "GET", mode = "navigate" } = {}) {
  let said;
  const waits = [];
  browser.listeners.fetch({
    request: { url: SITE + path, method, mode },
    respondWith: (promise) => {
      said = promise;
    },
    waitUntil: (promise) => waits.push(promise),
  });
  await Promise.all(waits);
  return said && (await said);
}

export const down = async () => {
  throw new TypeError("no line");
};
