import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { putAway } from "../../static/js/push_device.js";
import { start as offer } from "../../static/js/push_offer.js";
import { start } from "../../static/js/push_switch.js";
import { happen, openPage, settle } from "./page.js";

const KEY = "AQID"; // the bytes 1, 2, 3
let [subscription, manager, asked] = [];

const box = (isOn) =>
  `<section data-push="${KEY}" ${isOn ? "data-push-on" : ""}>
    <p data-push-state="without"></p><p data-push-state="denied" hidden></p>
    <form data-push-state="off" action="/appareil" hidden></form>
    <form data-push-state="on" action="/appareil/arreter" hidden></form></section>`;

/** Open the settings in a browser that can be told. */
function open({ isOn = false, permission = "default", answer = "granted" } = {}) {
  openPage(box(isOn));
  globalThis.PushManager = class {};
  globalThis.Notification = { permission, requestPermission: mock.fn(async () => answer) };
  const registration = { pushManager: manager };
  navigator.serviceWorker = {
    ready: Promise.resolve(registration),
    getRegistration: async () => registration,
  };
  asked = mock.fn(async () => ({
    ok: true,
    status: 200,
    text: async () => box(!isOn),
    url: "",
    redirected: false,
    headers: new Headers(),
  }));
  globalThis.fetch = asked;
}

function makeSubscription(bytes = [1, 2, 3]) {
  return {
    options: { applicationServerKey: Uint8Array.from(bytes).buffer },
    unsubscribe: mock.fn(async () => {
      subscription = null;
    }),
    toJSON: () => ({ endpoint: "https://push.test/1", keys: { p256dh: "k", auth: "s" } }),
  };
}

const state = () => document.querySelector("[data-push-state]:not([hidden])")?.dataset.pushState;
const submit = async (name) => {
  happen(document.querySelector(`form[data-push-state="${name}"]`), "submit");
  await settle();
};

beforeEach(() => {
  subscription = null;
  manager = {
    getSubscription: async () => subscription,
    subscribe: mock.fn(async () => {
      subscription = makeSubscription();
      return subscription;
    }),
  };
});

test("nothing is asked by itself", async () => {
  open();
  await start();
  assert.equal(state(), "off");
  assert.equal(Notification.requestPermission.mock.callCount(), 0);
});

test("a browser that cannot, or was told not to, says so", async () => {
  open();
  delete globalThis.PushManager;
  await start();
  assert.equal(state(), "without");
  open({ permission: "denied" });
  await start();
  assert.equal(state(), "denied");
});

test("the button asks, subscribes and tells the server", async () => {
  open();
  await start();
  Notification.permission = "granted";
  await submit("off");
  const [address, { body }] = asked.mock.calls[0].arguments;
  assert.match(String(address), /\/appareil$/u);
  assert.equal(String(body), "endpoint=https%3A%2F%2Fpush.test%2F1&p256dh=k&auth=s");
  assert.equal(state(), "on");
});

test("a refusal is taken as one", async () => {
  open({ answer: "denied" });
  await start();
  Notification.permission = "denied";
  await submit("off");
  assert.equal(asked.mock.callCount(), 0);
  assert.equal(state(), "denied");
});

test("an address for a former key is not taken for ours", async () => {
  subscription = makeSubscription([9]);
  const former = subscription;
  open({ isOn: true, permission: "granted" });
  await start();
  assert.equal(state(), "off");
  await submit("off");
  assert.equal(former.unsubscribe.mock.callCount(), 1);
  assert.equal(manager.subscribe.mock.callCount(), 1);
});

test("it can be turned off", async () => {
  subscription = makeSubscription();
  open({ isOn: true, permission: "granted" });
  await start();
  assert.equal(state(), "on");
  await submit("on");
  assert.equal(subscription, null);
  assert.match(String(asked.mock.calls[0].arguments[0]), /arreter$/u);
  assert.equal(state(), "off");
});

test("the offer shows where it can still be taken", () => {
  open();
  document.body.insertAdjacentHTML("beforeend", "<div data-push-offer hidden></div>");
  Notification.permission = "denied";
  offer();
  assert.ok(document.querySelector("[data-push-offer]").hasAttribute("hidden"));
  Notification.permission = "default";
  offer();
  assert.ok(!document.querySelector("[data-push-offer]").hasAttribute("hidden"));
});

test("the worker is told what was read", () => {
  open();
  putAway({ unread: 1 }); // no worker yet
  navigator.serviceWorker.controller = { postMessage: mock.fn() };
  putAway({ unread: 1, ids: [3] });
  const [message] = navigator.serviceWorker.controller.postMessage.mock.calls[0].arguments;
  assert.deepEqual(message, { read: { unread: 1, ids: [3] } });
});
