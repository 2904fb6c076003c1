import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../../static/js/passwords.js";
import { happen, openPage } from "./page.js";

test("a password can be shown, and is one again when it is sent", () => {
  openPage('<form><input type="password" id="p"></form>');
  start();
  const field = document.querySelector("input");
  const button = document.querySelector("button");
  assert.equal(button.getAttribute("aria-label"), "Afficher le mot de passe");
  button.click();
  assert.equal(field.type, "text");
  assert.equal(button.textContent, "Masquer");
  assert.equal(document.activeElement, field);
  happen(field.form, "submit");
  assert.equal(field.type, "password");
});
