import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../static/js/uploads.js";
import { openPage, settle } from "./page.js";

let text;
let sent;
let answer;

/** A request that the test answers. */
class PlayedRequest {
  listeners = {};
  upload = { addEventListener: (name, tell) => Object.assign(this.listeners, { [name]: tell }) };
  headers = {};

  open(method, address) {
    this.address = [method, address];
  }

  setRequestHeader(name, value) {
    this.headers[name] = value;
  }

  addEventListener(name, tell) {
    this.listeners[name] = tell;
  }

  send(body) {
    sent.push({ address: this.address, headers: this.headers, body });
    this.listeners.progress({ loaded: 1, total: 2 });
    Object.assign(this, answer);
    this.listeners.loadend();
  }
}

beforeEach(() => {
  const view = openPage(`<form><textarea data-editor-text>Avant</textarea>
    <p data-editor-state></p></form>`);
  globalThis.XMLHttpRequest = PlayedRequest;
  globalThis.FormData = view.FormData;
  sent = [];
  text = document.querySelector("textarea");
  text.setSelectionRange(5, 5);
  start();
});

async function paste(type) {
  const file = new window.File(["x"], "photo.jpg", { type });
  const event = new Event("paste", { cancelable: true });
  Object.defineProperty(event, "clipboardData", { value: { files: [file] } });
  text.dispatchEvent(event);
  await settle();
  return event;
}

test("a picture that is pasted is sent, named in the text, its description to be typed", async () => {
  answer = { status: 200, responseText: '{"markdown": "![Image](/medias/abc)"}' };
  const event = await paste("image/jpeg");
  assert.equal(event.defaultPrevented, true);
  assert.deepEqual(sent[0].address, ["POST", "/medias"]);
  assert.equal(sent[0].headers["X-Fragment"], "1");
  assert.equal(sent[0].body.get("picture").name, "photo.jpg");
  assert.equal(text.value, "Avant\n\n![Image](/medias/abc)\n");
  assert.equal(text.value.slice(text.selectionStart, text.selectionEnd), "Image");
});

test("a refusal is said in its own words, and the text stays", async () => {
  answer = { status: 422, responseText: "<p>Cette image est trop grande.</p>" };
  await paste("image/png");
  assert.equal(text.value, "Avant");
  const said = document.querySelector("[data-editor-state]").textContent;
  assert.equal(said, "Cette image est trop grande.");
});

test("what is no picture is pasted as usual", async () => {
  const event = await paste("text/plain");
  assert.equal(event.defaultPrevented, false);
  assert.equal(sent.length, 0);
});
