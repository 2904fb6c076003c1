import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { answerWith, arrive, file, openSendingPage, sent } from "./upload_play.js";

const TOKEN = "a".repeat(32);
const PAGE = `<form><fieldset data-cover>
  <div data-cover-shown></div>
  <input type="hidden" name="cover" value="" data-cover-token data-draft-field>
  <input type="file" name="picture"><p data-cover-state></p>
  <div hidden><input type="checkbox" name="no_cover" checked></div>
</fieldset></form>`;

beforeEach(async () => {
  openSendingPage(PAGE);
  const { start } = await import("../../static/js/cover.js");
  start();
});

/** Let somebody choose a picture. */
async function choose() {
  const field = document.querySelector("input[type=file]");
  const files = [file("fete.jpg", "image/jpeg")];
  Object.defineProperty(field, "files", { value: files, configurable: true });
  field.dispatchEvent(new Event("change"));
  await arrive();
}

test("a picture is sent once it is chosen, named by the form, and shown", async () => {
  const said = { markdown: "![Image](/medias/x)", url: `/medias/${TOKEN}` };
  answerWith({ status: 200, responseText: JSON.stringify(said) });
  let typed = 0;
  document.querySelector("form").addEventListener("input", () => {
    typed += 1;
  });
  await choose();
  assert.equal(sent[0].body.get("purpose"), "cover");
  assert.equal(document.querySelector("[name=cover]").value, TOKEN);
  assert.equal(document.querySelector(".cover").getAttribute("src"), `/medias/${TOKEN}`);
  assert.equal(document.querySelector("[name=no_cover]").checked, false);
  assert.equal(typed, 1); // so the draft keeps it
});

test("a refusal is said, and the picture before stays", async () => {
  answerWith({ status: 422, responseText: "<p>Cette image est trop lourde.</p>" });
  document.querySelector("[name=cover]").value = "avant";
  await choose();
  assert.equal(document.querySelector("[name=cover]").value, "avant");
  assert.match(document.querySelector("[data-cover-state]").textContent, /trop lourde/);
});
