import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { attach, isAbout } from "../../static/js/notices.js";
import { CATCHING_UP } from "../../static/js/sequence.js";
import { openPage, serve, settle } from "./page.js";
import { PlayedSocket } from "./socket_play.js";

const BELL = "<span data-badge hidden><span data-badge-count>0</span></span>";
const NOTICE = {
  id: 1,
  kind: "forum.answered",
  text: "Léa a répondu",
  url: "/questions/9-x",
  why: "",
};
let socket;

beforeEach(() => {
  openPage(BELL, { attributes: 'data-notice-seq="4" data-notice-version="7"' });
  socket = new PlayedSocket();
  attach(socket);
  socket.open();
});

test("a notice rings the bell, shows a word, and moves the number on", () => {
  socket.hear("notice", { ...NOTICE, seq: 5, unread: 1, version: 8 });
  assert.equal(document.querySelector("[data-badge]").hidden, false);
  assert.equal(document.querySelector("[data-toasts] a").getAttribute("href"), "/questions/9-x");
  assert.equal(document.body.dataset.noticeSeq, "5");
  assert.equal(document.title, "(1) Une page");
});

test("a notice that comes twice is shown once", () => {
  socket.hear("notice", { ...NOTICE, seq: 5, unread: 1, version: 8 });
  socket.hear("notice", { ...NOTICE, seq: 5, unread: 9, version: 9 });
  assert.equal(document.querySelectorAll("[data-toasts] > *").length, 1);
  assert.equal(document.querySelector("[data-badge-count]").textContent, "1");
});

test("a gap makes the page come back and ask; what follows may leave numbers out", () => {
  const now = Date.now();
  const clock = mock.method(Date, "now", () => now + CATCHING_UP + 1);
  socket.hear("notice", { ...NOTICE, seq: 7, unread: 2, version: 8 });
  assert.deepEqual(socket.calls, ["disconnect", "connect"]);
  assert.equal(document.body.dataset.noticeSeq, "4");
  socket.open();
  socket.hear("notice", { ...NOTICE, seq: 7, unread: 2, version: 8 });
  assert.equal(document.body.dataset.noticeSeq, "7");
  clock.mock.restore();
});

test("a notice about the page that is open needs no passing word", () => {
  socket.hear("notice", {
    ...NOTICE,
    url: "/questions/1/messages/12",
    seq: 5,
    unread: 1,
    version: 8,
  });
  assert.equal(document.querySelectorAll("[data-toasts] > *").length, 0);
  assert.equal(document.querySelector("[data-badge-count]").textContent, "1");
});

test("what is read elsewhere is read here", () => {
  const [one, two] = ["3", "4"].map((id) => {
    const line = document.createElement("li");
    line.className = "notice is-unread";
    line.dataset.notice = id;
    document.body.append(line);
    return line;
  });
  socket.hear("notices.read", { upto: 4, unread: 1, version: 8, ids: [3] });
  assert.ok(!one.classList.contains("is-unread"));
  assert.ok(two.classList.contains("is-unread"));
  socket.hear("notices.read", { upto: 9, unread: 0, version: 9 });
  assert.ok(!two.classList.contains("is-unread"));
  assert.equal(document.querySelector("[data-badge]").hidden, true);
});

test("what is late shows no older count than the page", () => {
  socket.hear("notice", { ...NOTICE, seq: 5, unread: 4, version: 6 });
  assert.equal(document.querySelector("[data-badge]").hidden, true);
  assert.equal(document.querySelectorAll("[data-toasts] a").length, 1);
  socket.hear("notices.read", { upto: 0, ids: [], unread: 3, version: 8 });
  socket.hear("notices.read", { upto: 0, ids: [], unread: 0, version: 7 });
  assert.equal(document.querySelector("[data-badge-count]").textContent, "3");
  assert.equal(document.querySelector("[data-badge]").hidden, false);
});

test("too much was missed: the page is asked for as it is now", async () => {
  const text = `<body data-notice-seq="900" data-notice-version="950">${BELL.replace(" hidden", "").replace(">0<", ">99+<")}`;
  serve(() => ({ text }));
  socket.hear("resync", {});
  await settle();
  assert.equal(document.body.dataset.noticeSeq, "900");
  assert.equal(document.body.dataset.noticeVersion, "950");
  assert.equal(document.querySelector("[data-badge]").hidden, false);
});

test("a notice is about a thread whatever its page or post", () => {
  assert.ok(isAbout("/questions/1/messages/3", "/questions/1-titre"));
  assert.ok(!isAbout("/questions/12-x", "/questions/1-titre"));
  assert.ok(isAbout("/chansons/1/messages/3", "/chansons/1-titre"));
  assert.ok(!isAbout("/chansons/1/messages/3", "/questions/1-titre"));
  assert.ok(!isAbout("/amis", "/amis"), "it does not show by itself there");
  assert.ok(!isAbout("/amis", "/groupes"));
});

const line = (id, more = "is-unread") => `<li class="notice ${more}" data-notice="${id}">
  <span data-until-read>Non lu :</span><a href="/x" data-opens="${id}">Léa</a></li>`;

test("a line that was read elsewhere says no more that it is unread", () => {
  document.body.insertAdjacentHTML("beforeend", line(1) + line(2));
  socket.hear("notices.read", { upto: 0, ids: [1], unread: 1, version: 8 });
  const [read, unread] = document.querySelectorAll("[data-notice]");
  assert.equal(read.textContent.trim(), "Léa");
  assert.equal(read.querySelector("[data-opens]"), null);
  assert.match(unread.textContent, /Non lu/u);
});

test("when more was read than is named, the page is asked which", async () => {
  document.body.insertAdjacentHTML("beforeend", line(1) + line(2));
  serve(() => ({ text: `<body>${line(1, "")}${line(2)}</body>` }));
  socket.hear("notices.read", { upto: 0, ids: [], unread: 1, version: 8 });
  await settle();
  const marks = [...document.querySelectorAll("[data-notice]")].map((each) =>
    each.className.trim(),
  );
  assert.deepEqual(marks, ["notice", "notice is-unread"]);
});
