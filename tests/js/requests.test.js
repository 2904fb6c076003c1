import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ask, dataOf } from "../../static/js/requests.js";
import { openPage, serve } from "./page.js";

beforeEach(() => openPage(""));

test("a fragment is asked for by its header, a page without", async () => {
  const asked = serve(() => ({ text: "oui" }));
  const answer = await ask("/ici", { method: "POST", body: new URLSearchParams({ a: "1" }) });
  assert.deepEqual([answer.kind, answer.status, answer.text], ["done", 200, "oui"]);
  assert.equal(asked[0].request.headers["X-Fragment"], "1");
  assert.equal(asked[0].request.mode, "same-origin");
  await ask("/page", { isPage: true });
  assert.equal(asked[1].request.headers["X-Fragment"], undefined);
});

test("a refusal and a lost line are answers like others", async () => {
  serve(() => ({ status: 422, text: "non" }));
  assert.equal((await ask("/ici")).kind, "refused");
  serve(() => "lost");
  assert.deepEqual(await ask("/ici"), {
    kind: "lost",
    status: 0,
    text: "",
    url: "/ici",
    isMoved: false,
  });
});

test("data is read only from an answer that carries some", async () => {
  serve(() => ({ text: '{"version": 3}' }));
  assert.deepEqual(dataOf(await ask("/ici")), { version: 3 });
  serve(() => ({ text: "<p>" }));
  assert.equal(dataOf(await ask("/ici")), null);
  serve(() => ({ status: 409, text: '{"version": 3}' }));
  assert.equal(dataOf(await ask("/ici")), null);
});

test("everything that is asked says for whom the page was made", async () => {
  const asked = serve(() => ({ text: "oui" }));
  await ask("/ici");
  await ask("/page", { isPage: true });
  assert.deepEqual(
    asked.map(({ request }) => request.headers["X-Account"]),
    ["7", "7"],
  );
  openPage("", { viewer: null });
  await ask("/ici");
  assert.equal(asked[2].request.headers["X-Account"], undefined);
});
