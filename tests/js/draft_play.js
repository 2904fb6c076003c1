/** A form whose drafts are kept by a played server. */

import { mock } from "node:test";
import { start } from "../../static/js/drafts.js";
import { happen, openPage, serve, settle } from "./page.js";
import { look } from "./watcher_play.js";

/** Milliseconds after which a draft is saved, and a little more. */
export const PAUSE = 1600;

/** @type {{held: any, isOnline: boolean, asked: any[]}} The draft there, and what was asked. */
export const server = { held: null, isOnline: true, asked: [] };

/** Begin with a clock of our own, a line, and no draft. */
export function begin() {
  mock.timers.enable({ apis: ["setTimeout"] });
  Object.assign(server, { held: null, isOnline: true });
}

/**
 * Open a page with a form; return its field.
 *
 * @param {string} [body] What the form holds when it comes.
 * @param {boolean} [isNear] The editor is near the screen.
 */
export async function open(body = "", isNear = true) {
  openPage(`<form data-draft-form><div data-editor data-draft-place="thread:1">
    <textarea name="body" data-editor-text>${body}</textarea><p data-editor-state></p>
    </div></form>`);
  server.asked = serve(answer);
  start();
  if (isNear) {
    look(document.querySelector("[data-editor]"));
  }
  await settle();
  return document.querySelector("textarea");
}

/** Write, and let the hand rest. */
export async function type(text, words) {
  text.value = words;
  happen(text, "input");
  await rest();
}

/** Let the pause pass. */
export async function rest() {
  mock.timers.tick(PAUSE);
  await settle();
}

/** @returns {Element} Where drafts are spoken of. */
export const state = () => document.querySelector("[data-editor-state]");

/** @returns {any[]} */
export const saves = () => server.asked.filter(({ method }) => method === "POST");

function answer(_address, request, fields) {
  if (!server.isOnline) {
    return "lost";
  }
  if (request.method !== "POST") {
    return { text: JSON.stringify(server.held ?? { version: 0 }) };
  }
  if ((server.held?.version ?? 0) !== Number(fields.version)) {
    return { status: 409 };
  }
  server.held = { ...fields, version: Number(fields.version) + 1 };
  return { text: JSON.stringify({ version: server.held.version }) };
}
