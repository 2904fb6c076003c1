import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import vm from "node:vm";

const read = (name) => readFileSync(new URL(`../../static/js/${name}`, import.meta.url), "utf8");
const SITE = "https://entraide.test";
let [listeners, shown, tabs, opened, badge, sent, world] = [];

/** A notification, as browsers have them. */
class Shown {
  constructor(title, options) {
    Object.assign(this, { title }, options);
  }

  close = () => {
    shown = shown.filter((one) => one !== this);
  };
}

const registration = {
  getNotifications: async ({ tag } = {}) => shown.filter((one) => !tag || one.tag === tag),
  showNotification: async (title, options) => {
    shown = [...shown.filter((one) => one.tag !== options.tag), new Shown(title, options)];
  },
  pushManager: { subscribe: async () => subscription },
};
const subscription = {
  options: {},
  toJSON: () => ({ endpoint: "https://push.test/1", keys: { p256dh: "key", auth: "secret" } }),
};

const setBadge = async (count = 0) => {
  badge = count;
};

beforeEach(() => {
  [listeners, shown, tabs, opened, badge, sent] = [{}, [], [], [], null, []];
  world = {
    URL,
    URLSearchParams,
    caches: { delete: async () => {} },
    fetch: async (address, request) => sent.push([address, String(request.body)]),
    addEventListener: (name, listen) => {
      listeners[name] = [...(listeners[name] ?? []), listen];
    },
    importScripts: () => vm.runInContext(read("sw_push.js"), world),
    navigator: { setAppBadge: setBadge, clearAppBadge: setBadge },
    registration,
    clients: { matchAll: async () => tabs, openWindow: async (url) => opened.push(url) },
    location: { origin: SITE },
  };
  vm.createContext(world);
  vm.runInContext(read("sw.js"), world);
});

/** Let something happen to the worker, and wait until it has done what it does. */
async function happen(name, event) {
  const waits = [];
  const whole = { ...event, waitUntil: (promise) => waits.push(promise) };
  for (const listen of listeners[name]) {
    listen(whole);
  }
  await Promise.all(waits);
}

function push({ bundle = 3, seq = 3, text = "Karim a répondu", unread = 1 } = {}) {
  const said = {
    title: "Entraide",
    text,
    url: "/questions/1-fil",
    tag: `bundle-${bundle}`,
    seq,
    unread,
  };
  return happen("push", { data: { json: () => ({ ...said, lang: "fr" }) } });
}

test("a push is shown under the name of the site, and counted on its icon", async () => {
  await push({ unread: 4 });
  const [{ title, body, lang }] = shown;
  assert.deepEqual([title, body, lang, badge], ["Entraide", "Karim a répondu", "fr", 4]);
});

test("a newer one takes the place of its line, and is heard", async () => {
  await push();
  await push({ seq: 5, text: "Karim et Zoé ont répondu" });
  assert.deepEqual(
    shown.map(({ body, renotify, silent }) => [body, renotify, silent]),
    [["Karim et Zoé ont répondu", true, false]],
  );
});

test("what comes twice is shown once, and heard once", async () => {
  await push();
  await push();
  assert.deepEqual(
    shown.map(({ renotify, silent }) => [renotify, silent]),
    [[false, true]],
  );
});

test("what comes late does not bring back older words", async () => {
  await Promise.all([push({ seq: 5, text: "Karim et Zoé" }), push({ seq: 3 })]);
  assert.deepEqual([shown[0].body, shown[0].data.seq, shown.length], ["Karim et Zoé", 5, 1]);
});

test("a tap goes to the tab that is open there, or opens one", async () => {
  await push();
  const focused = [];
  tabs = ["/questions", "/questions/1-fil?x=1"].map((path) => ({
    url: SITE + path,
    focus: async () => focused.push(path),
  }));
  await happen("notificationclick", { notification: shown[0] });
  assert.deepEqual([focused, opened, shown], [["/questions/1-fil?x=1"], [], []]);
  assert.deepEqual(sent, [["/notifications/3/lue", ""]], "it is read with that");
  await push();
  tabs = [];
  await happen("notificationclick", { notification: shown[0] });
  assert.deepEqual(opened, [`${SITE}/questions/1-fil`]);
});

test("a tap never leaves the site", async () => {
  const notification = new Shown("x", { data: { url: "//evil.example" } });
  await happen("notificationclick", { notification });
  assert.deepEqual(opened, [`${SITE}/notifications`]);
});

test("what is read elsewhere is put away", async () => {
  await push();
  await push({ bundle: 7, seq: 7, unread: 2 });
  await happen("message", { data: { read: { unread: 1, ids: [3] } } });
  assert.deepEqual([shown.map(({ tag }) => tag), badge], [["bundle-7"], 1]);
  await happen("message", { data: { read: { unread: 0, ids: [] } } });
  assert.deepEqual([shown, badge], [[], 0]);
});

test("who signs out leaves nothing on the screen", async () => {
  await push();
  const request = { url: `${SITE}/deconnexion`, method: "POST", mode: "navigate" };
  await happen("fetch", { request, respondWith: () => {} });
  assert.deepEqual(shown, []);
});

test("a browser that is given another address says so", async () => {
  await happen("pushsubscriptionchange", { oldSubscription: subscription });
  const body = "endpoint=https%3A%2F%2Fpush.test%2F1&p256dh=key&auth=secret";
  assert.deepEqual(sent, [["/parametres/lettres/appareil", body]]);
});
