import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { isUploading, start, uploaded } from "../../static/js/uploads.js";
import { settle } from "./page.js";
import { answerWith, arrive, file, openSendingPage, sent } from "./upload_play.js";

let text;

beforeEach(() => {
  openSendingPage(`<form><textarea data-editor-text>Avant</textarea>
    <p data-editor-state></p></form>`);
  text = document.querySelector("textarea");
  text.setSelectionRange(5, 5);
  start();
});

const MARKDOWN = '{"markdown": "![Image](/medias/abc)"}';
const state = () => document.querySelector("[data-editor-state]").textContent;

async function carry(name, files, plain = "") {
  const event = new Event(name, { cancelable: true });
  const carried = { files, getData: (type) => (type === "text/plain" ? plain : "") };
  const where = name === "drop" ? "dataTransfer" : "clipboardData";
  Object.defineProperty(event, where, { value: carried });
  text.dispatchEvent(event);
  await arrive();
  return event;
}

const paste = (type) => carry("paste", [file("photo.jpg", type)]);

test("a picture that is pasted is sent, named in the text, its description to be typed", async () => {
  answerWith({ status: 200, responseText: MARKDOWN });
  const event = await paste("image/jpeg");
  assert.equal(event.defaultPrevented, true);
  assert.deepEqual(sent[0].address, ["POST", "/medias"]);
  assert.equal(sent[0].headers["X-Fragment"], "1");
  assert.equal(sent[0].headers["X-Account"], "7");
  assert.equal(sent[0].body.get("picture").name, "photo.jpg");
  assert.equal(text.value, "Avant\n\n![Image](/medias/abc)\n");
  assert.equal(text.value.slice(text.selectionStart, text.selectionEnd), "Image");
});

test("a refusal is said in its own words, and the text stays", async () => {
  answerWith({ status: 422, responseText: "<p>Cette image est trop grande.</p>" });
  await paste("image/png");
  assert.equal(text.value, "Avant");
  assert.equal(state(), "Cette image est trop grande.");
});

test("of words and a picture of them, as word processors copy both, the words are taken", async () => {
  const event = await carry("paste", [file("image.png", "image/png")], "Poste\tMontant\n");
  assert.equal(event.defaultPrevented, false);
  assert.equal(sent.length, 0);
});

test("all pictures that are dropped are taken, one after the other", async () => {
  answerWith({ status: 200, responseText: MARKDOWN });
  await carry("drop", [file("a.png", "image/png"), file("b.jpg", "image/jpeg")]);
  assert.deepEqual(
    sent.map(({ body }) => body.get("picture").name),
    ["a.png", "b.jpg"],
  );
  assert.equal(text.value.trimEnd(), "Avant\n\n![Image](/medias/abc)\n\n![Image](/medias/abc)");
});

test("what cannot be taken says why, by its name, and the others are taken", async () => {
  answerWith({ status: 200, responseText: MARKDOWN });
  const event = await carry("drop", [
    file("statuts.pdf", "application/pdf"),
    file("a.png", "image/png"),
  ]);
  assert.equal(event.defaultPrevented, true); // or the browser would leave the page for the file
  assert.equal(sent.length, 1);
  assert.match(state(), /statuts\.pdf.*pas une image/u);
});

test("whoever publishes waits for what is on its way", async () => {
  answerWith({ status: 200, responseText: MARKDOWN });
  let arrive = () => {};
  globalThis.createImageBitmap = () =>
    new Promise((resolve) => {
      arrive = resolve;
    });
  const heavy = new window.File([new Uint8Array(700_000)], "photo.png", { type: "image/png" });
  await carry("paste", [heavy]);
  assert.equal(isUploading(text.form), true);
  let isPublished = false;
  const published = uploaded(text.form).then((areThere) => {
    isPublished = areThere;
  });
  await settle();
  assert.equal(isPublished, false);
  arrive(null);
  await published;
  assert.equal(isPublished, true);
  assert.match(text.value, /medias\/abc/u);
  assert.equal(isUploading(text.form), false);
});

test("whoever publishes hears that a picture did not arrive", async () => {
  answerWith({ status: 0, responseText: "" });
  const event = carry("paste", [file("a.png", "image/png")]);
  assert.equal(await uploaded(text.form), false);
  await event;
});
