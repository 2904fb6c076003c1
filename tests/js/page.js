/** A page to try a module on: jsdom's names become global, what it lacks is played. */

import { mock } from "node:test";
import { JSDOM } from "jsdom";
import { Watcher } from "./watcher_play.js";

// What a page would do later must not keep the test waiting for it.
for (const name of ["setTimeout", "setInterval"]) {
  const real = globalThis[name];
  globalThis[name] = (...args) => real(...args).unref();
}

const NAMES = [
  "CustomEvent",
  "DOMParser",
  "Element",
  "Event",
  "FormData",
  "HTMLButtonElement",
  "HTMLDialogElement",
  "HTMLElement",
  "HTMLFormElement",
  "HTMLInputElement",
  "HTMLSelectElement",
  "HTMLTextAreaElement",
  "InputEvent",
  "KeyboardEvent",
  "MouseEvent",
  "Node",
  "StorageEvent",
  "document",
  "getComputedStyle",
  "localStorage",
  "requestAnimationFrame",
  "window",
];

/**
 * Open a page; the test's modules see it as theirs.
 *
 * @param {string} body
 * @param {{url?: string, viewer?: string | null, lang?: string, attributes?: string}} [options]
 */
export function openPage(body, options = {}) {
  const { viewer = "7", lang = "fr", attributes = "" } = options;
  const url = options.url ?? "https://entraide.test/questions/1-une-question";
  const who = viewer === null ? "" : `data-viewer="${viewer}" data-live`;
  return openDocument(
    `<!doctype html><html lang="${lang}"><head><title>Une page</title></head>
     <body ${who} ${attributes}>${body}
       <div data-announce></div><div data-toasts></div></body></html>`,
    url,
  );
}

/** @type {JSDOM | null} */
let opened = null;

/**
 * Open a page as a server sends it.
 *
 * @param {string} html
 * @param {string} url
 */
export function openDocument(html, url) {
  opened?.window.close(); // or it draws itself for ever
  const dom = new JSDOM(html, { url, pretendToBeVisual: true });
  opened = dom;
  for (const name of NAMES) {
    globalThis[name] = dom.window[name];
  }
  Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true });
  globalThis.CSS = { escape: (text) => text.replace(/[^\w-]/gu, "\\$&") };
  globalThis.location = playedLocation(dom.window.location);
  globalThis.IntersectionObserver = Watcher;
  Watcher.all = [];
  dom.window.scrollBy = mock.fn();
  dom.window.Element.prototype.scrollIntoView = mock.fn();
  dom.window.HTMLFormElement.prototype.submit = mock.fn();
  return dom.window;
}

/**
 * Play the server.
 *
 * @param {(address: string, request: RequestInit) => {status?: number, text?: string, url?: string}
 *   | "lost"} answer
 * @returns {{address: string, method: string, fields: Record<string, string>}[]} What was asked.
 */
export function serve(answer) {
  const asked = [];
  globalThis.fetch = async (address, request = {}) => {
    const fields = Object.fromEntries(request.body ?? []);
    asked.push({ address: String(address), method: request.method ?? "GET", fields, request });
    const said = await answer(String(address), request, fields);
    if (said === "lost") {
      throw new TypeError("no line");
    }
    const { status = 200, text = "", url = String(address), redirected = false, to } = said;
    const headers = new Headers(to ? { "X-Location": to } : {});
    return { ok: status < 400, status, url, redirected, headers, text: async () => text };
  };
  return asked;
}

/** Let everything that is only waiting for its turn happen. */
export async function settle() {
  for (let turn = 0; turn < 30; turn += 1) {
    await Promise.resolve();
  }
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/**
 * Say that a person did something.
 *
 * @param {Element} element
 * @param {string} name
 * @param {object} [detail]
 */
export function happen(element, name, detail) {
  const options = { bubbles: true, cancelable: true };
  const event = detail ? new CustomEvent(name, { ...options, detail }) : new Event(name, options);
  element.dispatchEvent(event);
  return event;
}

/** A `location` that notes where it is sent. */
function playedLocation(real) {
  const noted = { assigned: [], reloaded: 0 };
  return new Proxy(noted, {
    get(target, name) {
      if (name === "assign") {
        return (address) => target.assigned.push(String(address));
      }
      if (name === "reload") {
        return () => {
          target.reloaded += 1;
        };
      }
      return name in target ? target[name] : real[name];
    },
  });
}
