import assert from "node:assert/strict";
import { test } from "node:test";
import { start } from "../../static/js/read_on_click.js";
import { showToast } from "../../static/js/toast.js";
import { happen, openPage, serve } from "./page.js";

test("who follows a notice has read it, from the list and from a passing word", () => {
  openPage(`<a id="unread" href="#" data-opens="7"><b>Léa</b></a><a id="read" href="#">Karim</a>`);
  const asked = serve(() => ({ status: 204 }));
  start();
  happen(document.querySelector("#unread b"), "click");
  happen(document.querySelector("#read"), "click");
  showToast("Léa a répondu", { href: "#", opens: 8 });
  happen(document.querySelector("[data-toasts] a"), "auxclick");
  assert.deepEqual(
    asked.map(({ address, method, request }) => [address, method, request.keepalive]),
    [
      ["/notifications/7/lue", "POST", true],
      ["/notifications/8/lue", "POST", true],
    ],
  );
});
