import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { start } from "../../static/js/seen_on_view.js";
import { openPage, serve, settle } from "./page.js";

const FORM = `<form method="post" action="/notifications/autres/vues" data-look>
  <input type="hidden" name="upto" value="12"></form>`;

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

test("a drawer that was looked at for a moment is seen", async () => {
  openPage(FORM);
  const asked = serve(() => ({ status: 204 }));
  start();
  mock.timers.tick(1900);
  assert.equal(asked.length, 0);
  mock.timers.tick(200);
  await settle();
  assert.deepEqual(
    asked.map(({ address, fields }) => [address, fields.upto]),
    [["/notifications/autres/vues", "12"]],
  );
});

test("without anything new there is nothing to tell", async () => {
  openPage("<p></p>");
  const asked = serve(() => ({ status: 204 }));
  start();
  mock.timers.tick(5000);
  await settle();
  assert.equal(asked.length, 0);
});
