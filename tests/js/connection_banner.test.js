import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { attach } from "../../static/js/connection_banner.js";
import { openPage } from "./page.js";
import { PlayedSocket } from "./socket_play.js";

let socket;
let mark;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  openPage("<div data-connection hidden>Connexion perdue</div>");
  mark = document.querySelector("[data-connection]");
  socket = new PlayedSocket();
  attach(socket);
});
afterEach(() => mock.timers.reset());

function lose() {
  socket.connected = false;
  socket.hear("disconnect", "transport close");
}

test("a line that is gone for more than five seconds is worth a word", () => {
  socket.open();
  lose();
  mock.timers.tick(4900);
  assert.equal(mark.hidden, true);
  mock.timers.tick(200);
  assert.equal(mark.hidden, false);
  socket.open();
  assert.equal(mark.hidden, true);
  mock.timers.tick(60);
  assert.match(document.querySelector("[data-announce]").textContent, /rétablie/u);
});

test("who was signed out is told so elsewhere, not that the line will come back", () => {
  socket.open();
  lose();
  mock.timers.tick(5100);
  assert.equal(mark.hidden, false);
  socket.hear("connect_error", { message: "sign_in_needed" });
  assert.equal(mark.hidden, true);
  socket.hear("disconnect", "io server disconnect");
  mock.timers.tick(60_000);
  assert.equal(mark.hidden, true);
});

test("a short gap is not", () => {
  socket.open();
  lose();
  mock.timers.tick(3000);
  socket.open();
  mock.timers.tick(10_000);
  assert.equal(mark.hidden, true);
});

test("a page that never had a socket is only not live", () => {
  mock.timers.tick(60_000);
  assert.equal(mark.hidden, true);
});
