/**
 * The service worker, served at `/sw.js` for the whole site: what was opened before can be read
 * without a line. It keeps the pages that the site marks so (`X-Offline`), never an answer to a form,
 * and lets them go when somebody signs in or out. A classic script, as not every browser takes
 * modules here.
 */

/** @type {any} The names of this global are those of a worker, not of a page. */
const worker = globalThis;
worker.importScripts("/static/kept/js/sw_push.js", "/static/kept/js/sw_reader.js");

const PAGES = "entraide-pages";
const STATIC = "entraide-static";
/** Shown for what was not opened before. Any version in the address finds the newest. */
const OFFLINE = "/static/kept/offline.html";
const MOST_PAGES = 60;
/** Milliseconds after which a kept page is shown while the line keeps us waiting. */
const TIMEOUT_MS = 6000;

const DOORS = new Set(["/connexion", "/deconnexion", "/inscription"]);
const ASSET = /^\/static\/[^/]+\/(.+)$/u;
/** Answers that say a page is no longer for this reader. */
const CLOSED = new Set([401, 403, 404, 410]);

worker.addEventListener("install", (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(keepOfflinePage());
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(worker.clients.claim());
});

worker.addEventListener("message", (/** @type {any} */ event) => {
  const { keep } = event.data ?? {};
  if (typeof keep === "string" && keep.startsWith("/")) {
    event.waitUntil(fromLine(new Request(keep)));
  }
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) {
    return;
  }
  if (request.method === "POST" && DOORS.has(url.pathname)) {
    event.waitUntil(caches.delete(PAGES));
  } else if (request.method === "GET" && ASSET.test(url.pathname)) {
    event.respondWith(asset(request));
  } else if (request.method === "GET" && request.mode === "navigate") {
    event.respondWith(page(request));
  }
});

async function keepOfflinePage() {
  try {
    await (await caches.open(STATIC)).add(OFFLINE);
  } catch {
    // Asked for again with the next page.
  }
}

/**
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function page(request) {
  const known = await (await caches.open(PAGES)).match(request);
  const fresh = fromLine(request);
  fresh.catch(() => {}); // it may lose the race and fail later
  try {
    return await (known ? Promise.race([fresh, later(known)]) : fresh);
  } catch {
    const words = await caches.match(OFFLINE);
    return known ?? words ?? Response.error();
  }
}

/**
 * Ask the server, and keep its answer if it says so.
 *
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function fromLine(request) {
  const response = await worker.askLine(request);
  if (!(await caches.match(OFFLINE))) {
    await keepOfflinePage(); // it did not come when the worker did
  }
  const cache = await caches.open(PAGES);
  const isToKeep = response.headers.get("X-Offline") === "keep";
  if (response.ok && isToKeep && !response.redirected && response.type === "basic") {
    await cache.put(request, response.clone()); // once all of it is there: or the older one stays
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, -MOST_PAGES).map((key) => cache.delete(key)));
  } else if (CLOSED.has(response.status)) {
    await cache.delete(request);
  }
  return response;
}

/**
 * @param {Response} known
 * @returns {Promise<Response>}
 */
function later(known) {
  return new Promise((resolve) => {
    setTimeout(() => resolve(known), TIMEOUT_MS);
  });
}

/**
 * An address of a static file never changes what it holds; another version of it is better than
 * none when there is no line.
 *
 * @param {Request} request
 * @returns {Promise<Response>}
 */
async function asset(request) {
  const cache = await caches.open(STATIC);
  const known = await cache.match(request);
  if (known) {
    return known;
  }
  const others = (await cache.keys()).filter((key) => nameOf(key) === nameOf(request));
  try {
    const response = await fetch(request);
    // Another node may still serve what was before under this address: that is not for keeping.
    if (response.ok && response.headers.get("Cache-Control")?.includes("immutable")) {
      await cache.put(request, response.clone());
      await Promise.all(others.map((key) => cache.delete(key)));
    }
    return response;
  } catch {
    const other = others[0] && (await cache.match(others[0]));
    return other ?? Response.error();
  }
}

/**
 * @param {Request} request
 * @returns {string | undefined}
 */
function nameOf(request) {
  return ASSET.exec(new URL(request.url).pathname)?.[1];
}
