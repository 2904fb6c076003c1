/**
 * A page of a thread, as a process: the scripts of the site run on it, and whoever started it plays
 * the server, the line and the hands. Lines of JSON go both ways: a command in, `done` out; in
 * between, what the page asks the server for.
 */

import { createInterface } from "node:readline";
import * as sending from "../../static/js/form_submit.js";
import * as forms from "../../static/js/forms.js";
import * as waiting from "../../static/js/outbox_view.js";
import * as thread from "../../static/js/thread.js";
import { moveOn, takeOverTimers } from "./clock.js";
import { happen, openDocument } from "./page.js";
import { stateOfPage } from "./page_state.js";

/** The rhythm in which what waits is tried again; then half a quiet minute, and what it brings. */
const LONG = 31_000;

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const asked = new Map();
let held = 0;
let number = 0;

globalThis.fetch = (address, { method = "GET", body, headers = {} } = {}) =>
  new Promise((resolve, reject) => {
    number += 1;
    asked.set(number, { resolve, reject });
    const fields = body instanceof URLSearchParams ? [...body] : [];
    say({ ask: number, address: String(address), method, fields, headers });
  });

/** What waits for something to come from outside. */
let heard = () => {};

/** Give the page what it asked for; nothing when the line broke. */
function answer({ answer: id, status, text, url, redirected }) {
  const { resolve, reject } = asked.get(id);
  asked.delete(id);
  if (status === 0) {
    reject(new TypeError("no line"));
  } else {
    const headers = new Headers();
    resolve({ ok: status < 400, status, url, redirected, headers, text: async () => text });
  }
}

/** Let everything happen that does not wait for the server to be slow. */
async function settle() {
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    if (asked.size > held) {
      quiet = -1;
      await new Promise((resolve) => {
        heard = resolve;
      });
    }
  }
}

const list = () => document.querySelector("[data-posts]");
const form = () => document.querySelector("form[data-reply-form]");

const HANDS = {
  open({ html, url }) {
    takeOverTimers();
    openDocument(html, url);
    for (const behaviour of [forms, sending, waiting, thread]) {
      behaviour.start();
    }
  },
  push({ event, payload }) {
    happen(list(), `live:${event}`, payload);
  },
  /** The line is back: the socket watches again, the browser says so. */
  back() {
    navigator.onLine = true;
    window.dispatchEvent(new Event("online"));
    happen(list(), "live:watched");
  },
  cut() {
    navigator.onLine = false;
  },
  write({ text, parent }) {
    const isFree = form() && form().querySelector("[data-refusal]") === null;
    if (isFree) {
      form().elements.namedItem("parent_id").value = parent;
      form().querySelector("textarea").value = text;
      happen(form(), "submit");
    }
  },
  press({ post, kind }) {
    const button = document.querySelector(`#m${post} .toggle.${kind} button:not([disabled])`);
    if (button) {
      happen(button.form, "submit");
    }
  },
  tick({ milliseconds = LONG }) {
    moveOn(milliseconds);
  },
  say: () => stateOfPage(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const said = JSON.parse(line);
  if (said.answer) {
    held -= said.wasHeld ? 1 : 0;
    answer(said);
    heard();
  } else if (said.held) {
    held += 1;
    heard();
  } else {
    const result = HANDS[said.do](said);
    settle().then(() => say({ done: result ?? {} }));
  }
}
