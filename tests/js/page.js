/** A page to try a module on: jsdom's names become global, what it lacks is played. */

import { mock } from "node:test";
import { JSDOM } from "jsdom";

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
  const dom = new JSDOM(
    `<!doctype html><html lang="${lang}"><head><title>Une page</title></head>
     <body ${who} ${attributes}>${body}
       <div data-announce></div><div data-toasts></div></body></html>`,
    { url, pretendToBeVisual: true },
  );
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

/** An observer that sees what a test tells it to see. */
export class Watcher {
  static all = [];

  constructor(tell) {
    this.tell = tell;
    this.watched = new Set();
    Watcher.all.push(this);
  }

  observe(element) {
    this.watched.add(element);
  }

  unobserve(element) {
    this.watched.delete(element);
  }

  disconnect() {
    this.watched.clear();
  }
}

/**
 * Bring an element onto the screen, or take it away.
 *
 * @param {Element} target
 * @param {boolean} [isIntersecting]
 */
export function look(target, isIntersecting = true) {
  for (const watcher of Watcher.all.filter(({ watched }) => watched.has(target))) {
    watcher.tell([{ target, isIntersecting }], watcher);
  }
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
    const { status = 200, text = "", url = String(address), redirected = false } = said;
    return { ok: status < 400, status, url, redirected, text: async () => text };
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

/**
 * Return a post as the server renders it.
 *
 * @param {number} id
 * @param {{number?: number, parent?: number | string, author?: number, body?: string, depth?: number,
 *   likes?: number, mark?: string, actions?: string}} [options]
 */
export function postHtml(id, options = {}) {
  const { number = id, parent = "", author = 9, body = `Texte ${id}`, depth = 0 } = options;
  const { likes = 0, mark = "", actions = "" } = options;
  return `<article class="post depth-${depth} ${mark}" id="m${id}" data-post="forum.post:${id}"
      data-number="${number}" data-author="${author}" ${parent ? `data-parent="${parent}"` : ""}>
    <header class="post-head"><a class="person-name" href="#">Personne ${author}</a>
      <p class="meta"><a class="post-link" href="#m${id}">hier</a></p></header>
    <div class="post-body">${body}</div>
    <footer data-actions="forum.post:${id}">
      <form class="toggle like" data-live-count="forum.post:${id}">
        <button>J’aime <span class="toggle-count like-count">${likes}</span></button></form>
      <a data-reply="${id}" href="?repondre=${id}#repondre">Répondre</a>${actions}
    </footer>
  </article>`;
}

/**
 * Return a thread as the server renders it.
 *
 * @param {string} posts
 * @param {string} [attributes]
 */
export function threadHtml(posts, attributes = 'data-last-number="3"') {
  return `<section data-posts data-live-topic="forum.thread:1" data-thread="1" data-order="aide"
      ${attributes}>
    <div data-news hidden><button data-news-show><span data-news-label></span></button></div>
    ${posts}
  </section>`;
}

/** @returns {string[]} The posts on the page, in order. */
export function idsOnPage() {
  return [...document.querySelectorAll("article[data-post]")].map((post) => post.id.slice(1));
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
