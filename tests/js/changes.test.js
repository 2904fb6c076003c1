import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { makeChanges } from "../../static/js/changes.js";
import { piecesOf } from "../../static/js/fragments.js";
import { openPage, serve, settle } from "./page.js";
import { newsHtml, postHtml, threadHtml } from "./thread_play.js";

const post = (html) => piecesOf(html).firstElementChild;

function read(html, attributes) {
  openPage(threadHtml(html, attributes));
  const list = document.querySelector("[data-posts]");
  return { list, changes: makeChanges(list), shown: document.querySelector("article") };
}

test("the words change, what this viewer did stays, counts follow", () => {
  const { changes, shown } = read(postHtml(2));
  const button = shown.querySelector("button");
  button.setAttribute("aria-pressed", "true");
  changes.take(post(postHtml(2, { body: "Corrigé", likes: 4, mark: "is-featured" })));
  assert.equal(shown.querySelector(".post-body").textContent, "Corrigé");
  assert.ok(shown.classList.contains("is-featured"));
  assert.equal(shown.querySelector("button"), button);
  assert.equal(button.getAttribute("aria-pressed"), "true");
  assert.equal(button.querySelector(".like-count").textContent, "4");
});

test("a friend stays marked when their words change", () => {
  const friend = '<span class="badge" data-friend>Ami·e</span>';
  const { changes, shown } = read(postHtml(2, { author: 7, friend }) + postHtml(3, { author: 8 }));
  changes.take(post(postHtml(2, { author: 7, body: "Corrigé" })));
  changes.take(post(postHtml(3, { author: 8, body: "Corrigé aussi" })));
  assert.equal(shown.querySelectorAll("[data-friend]").length, 1);
  assert.equal(document.querySelectorAll("[data-friend]").length, 1);
});

test("a part that holds the focus waits until it lets go", async () => {
  const { changes, shown } = read(postHtml(2));
  shown.querySelector(".post-link").focus();
  changes.take(post(postHtml(2, { body: "Une" })));
  changes.take(post(postHtml(2, { body: "Deux" })));
  assert.equal(shown.querySelector(".post-body").textContent, "Texte 2");
  shown.querySelector("button").focus();
  await setTimeout(5);
  assert.equal(shown.querySelector(".post-body").textContent, "Deux");
});

test("a post that was deleted loses its actions", () => {
  const { changes, shown } = read(postHtml(2));
  const gone =
    '<article class="post is-deleted" data-post="forum.post:2"><p>Supprimé</p></article>';
  changes.take(post(gone));
  assert.equal(shown.querySelector("[data-actions]"), null);
  assert.equal(shown.textContent.trim(), "Supprimé");
  changes.take(post(postHtml(2)));
  assert.ok(shown.querySelector("[data-actions]"));
});

test("the way to more replies stays", () => {
  const { changes, shown } = read(postHtml(2));
  shown.insertAdjacentHTML("beforeend", '<p class="post-more">Lire 5 réponses de plus</p>');
  changes.take(post(postHtml(2, { body: "Corrigé" })));
  assert.equal(shown.lastElementChild.className, "post-more");
  assert.equal(shown.querySelectorAll(".post-body").length, 1);
});

test("who may do more is shown the actions as they are for them now", async () => {
  const { changes, shown } = read(postHtml(2), "data-own-view");
  const asked = serve(() => ({
    text: newsHtml(postHtml(2, { actions: "<b>Plus la solution</b>" })),
  }));
  changes.take(post(postHtml(2, { mark: "is-featured" })));
  await settle();
  assert.match(asked[0].address, /apres=1&nombre=1$/u);
  assert.match(shown.textContent, /Plus la solution/u);
});

test("a change to a post of another page is let go", () => {
  const { changes } = read(postHtml(2));
  changes.take(post(postHtml(9)));
  assert.equal(document.querySelectorAll("article").length, 1);
});

test("what one did in another tab is asked for; when nobody answers, all is looked at later", async () => {
  const { changes, list, shown } = read(postHtml(2));
  const asked = serve(() => "lost");
  changes.take(post(postHtml(2, { usefulness: 1 })), true);
  await settle();
  assert.equal(asked.length, 1);
  assert.equal(shown.dataset.usefulness, "1");
  assert.equal(list.dataset.stale, "");
});

for (const [when, moves, count] of [
  ["stay when the page moved on", true, "5"],
  ["are new when nothing came", false, "4"],
]) {
  test(`counts in actions that were asked for ${when}`, async () => {
    const { changes, list, shown } = read(postHtml(2, { likes: 5 }));
    serve(() => {
      list.dataset.version = moves ? "4" : "3";
      return { text: newsHtml(postHtml(2, { likes: 4, actions: "<b>À moi</b>" })) };
    });
    changes.take(post(postHtml(2, { likes: 5 })), true);
    await settle();
    assert.match(shown.textContent, /À moi/u);
    assert.equal(shown.querySelector(".like-count").textContent, count);
  });
}
