import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../static/js/form_submit.js";
import { start as startUploads } from "../../static/js/uploads.js";
import { openPage, serve, settle } from "./page.js";

const FORM = `<form data-draft-form method="post" action="/questions/nouvelle">
  <input name="title" value="Où louer ?"><input type="hidden" name="once" value="form-abc">
  <input type="hidden" name="version" value="un">
  <select name="group"><option value="fetes">Fêtes</option></select>
  <div data-editor data-draft-place="new"><textarea name="body" data-editor-text>Un barnum.</textarea></div>
  <div class="form-actions"><button>Publier</button></div></form>`;

let form;
let heard;

/** Answer the pulse, and the form with this. */
function answering(said) {
  return serve((address) => (address === "/healthz" ? { text: "ok" } : said));
}

async function publish() {
  form.requestSubmit(form.querySelector("button"));
  for (let turn = 0; turn < 3; turn += 1) {
    await settle();
  }
}

beforeEach(() => {
  openPage(FORM, { url: "https://entraide.test/questions/nouvelle" });
  localStorage.clear();
  form = document.querySelector("form");
  heard = [];
  form.addEventListener("draft:sent", () => heard.push("sent"));
  start();
});

test("the page is left once the form was taken, and not before", async () => {
  const asked = answering({ url: "https://entraide.test/questions/3-ou-louer", redirected: true });
  await publish();
  const { fields, request } = asked.at(-1);
  assert.equal(fields.once, "form-abc");
  assert.equal(fields.group, "fetes");
  assert.equal(request.headers["X-Account"], "7");
  assert.deepEqual(location.assigned, ["https://entraide.test/questions/3-ou-louer"]);
  assert.deepEqual(heard, ["sent"]);
});

test("a session that has ended leaves all where it is, with the way to the door", async () => {
  const door =
    '<div><p>Connectez-vous.</p><a href="/connexion?next=/questions/nouvelle">Oui</a></div>';
  answering({ status: 401, text: door });
  await publish();
  assert.deepEqual([location.assigned, heard], [[], []]);
  assert.equal(form.elements.title.value, "Où louer ?");
  const link = document.querySelector("[data-refusal] a");
  assert.equal(link.getAttribute("href"), "/connexion?next=/questions/nouvelle");
  assert.equal(document.querySelector("button:disabled"), null);
});

test("what the others have made of it is shown, and its version is what one has now read", async () => {
  const theirs = `<div><textarea readonly>À la mairie.</textarea>
    <input type="hidden" name="version" value="deux"></div>`;
  answering({ status: 409, text: theirs });
  await publish();
  assert.equal(form.elements.body.value, "Un barnum.");
  assert.equal(form.elements.version.value, "deux");
  assert.match(document.querySelector("[data-refusal]").textContent, /À la mairie/u);
  const asked = answering({ url: "/questions/3", redirected: true });
  await publish();
  assert.equal(asked.at(-1).fields.version, "deux");
});

/** A picture that arrives, or does not, when the test says so. */
class PlayedRequest {
  upload = { addEventListener: () => {} };

  open() {}

  setRequestHeader() {}

  addEventListener(_name, tell) {
    this.tell = tell;
  }

  send() {
    arrive = (said) => this.tell(Object.assign(this, said));
  }
}
let arrive;

async function publishWithPicture() {
  globalThis.XMLHttpRequest = PlayedRequest;
  startUploads();
  const pasted = new Event("paste", { cancelable: true });
  const files = [new window.File(["x"], "a.png", { type: "image/png" })];
  Object.defineProperty(pasted, "clipboardData", { value: { files, getData: () => "" } });
  form.querySelector("textarea").dispatchEvent(pasted);
  await publish();
}

test("publishing waits for a picture that is on its way, and says so", async () => {
  const asked = answering({ url: "https://entraide.test/questions/3-ou-louer", redirected: true });
  await publishWithPicture();
  assert.equal(asked.length, 0);
  assert.match(document.querySelector("[data-refusal]").textContent, /image est encore en route/u);
  arrive({ status: 200, responseText: '{"markdown": "![Image](/medias/abc)"}' });
  for (let turn = 0; turn < 5; turn += 1) {
    await settle();
  }
  assert.match(asked.at(-1).fields.body, /medias\/abc/u);
  assert.deepEqual(heard, ["sent"]);
});

test("what a picture did not arrive for is not published without it", async () => {
  const asked = answering({ url: "https://entraide.test/questions/3-ou-louer", redirected: true });
  await publishWithPicture();
  arrive({ status: 0, responseText: "" });
  for (let turn = 0; turn < 5; turn += 1) {
    await settle();
  }
  assert.equal(asked.length, 0);
  assert.match(document.querySelector("[data-refusal]").textContent, /image/u);
});

test("without a line the form waits, and nothing is sent", async () => {
  const asked = serve(() => "lost");
  await publish();
  assert.deepEqual(
    asked.map(({ address }) => address),
    ["/healthz"],
  );
  assert.equal(form.elements.title.value, "Où louer ?");
  assert.deepEqual(heard, []);
});
