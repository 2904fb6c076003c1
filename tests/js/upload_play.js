/** Pictures on their way, played: what was sent, and what the server answers. */

import { openPage, settle } from "./page.js";

/** @type {{address: string[], headers: Record<string, string>, body: FormData}[]} */
export const sent = [];
const played = { answer: {} };

/**
 * Say what the server answers from now on.
 *
 * @param {{status: number, responseText: string}} answer
 */
export function answerWith(answer) {
  played.answer = answer;
}

/** A request that the test answers. */
class PlayedRequest {
  listeners = {};
  upload = { addEventListener: (name, tell) => Object.assign(this.listeners, { [name]: tell }) };
  headers = {};

  open(method, address) {
    this.address = [method, address];
  }

  setRequestHeader(name, value) {
    this.headers[name] = value;
  }

  addEventListener(name, tell) {
    this.listeners[name] = tell;
  }

  send(body) {
    sent.push({ address: this.address, headers: this.headers, body });
    this.listeners.progress({ loaded: 1, total: 2 });
    Object.assign(this, played.answer);
    this.listeners.loadend();
  }
}

/**
 * Open a page from which pictures are sent.
 *
 * @param {string} body
 */
export function openSendingPage(body) {
  const view = openPage(body);
  globalThis.XMLHttpRequest = PlayedRequest;
  globalThis.FormData = view.FormData;
  sent.length = 0;
}

/**
 * @param {string} name
 * @param {string} type
 * @returns {File}
 */
export const file = (name, type) => new window.File(["x"], name, { type });

/** Let pictures be sent: each takes a few turns. */
export async function arrive() {
  for (let turn = 0; turn < 5; turn += 1) {
    await settle();
  }
}
