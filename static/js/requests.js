/**
 * Requests to this site for the part of a page that changed.
 *
 * @typedef {object} Answer
 * @property {"done" | "refused" | "lost"} kind "lost": nobody knows whether the request arrived.
 * @property {number} status 0 when lost.
 * @property {string} text What was answered; empty when lost.
 * @property {string} url Where it leads, or came from after having been sent on.
 * @property {boolean} isMoved It leads to another address, or was sent on to it.
 *
 * @typedef {object} Wish
 * @property {string} [method]
 * @property {BodyInit} [body]
 * @property {AbortSignal} [signal]
 * @property {boolean} [isPage] Ask for a whole page, not for a fragment.
 * @property {boolean} [outlivesPage] Go on when the page is left.
 */

/** Milliseconds after which an answer is no longer waited for. */
const TIMEOUT_MS = 20_000;

/**
 * Ask this site for something. Never throws: what goes wrong is a kind of answer.
 *
 * @param {string} address
 * @param {Wish} [wish]
 * @returns {Promise<Answer>}
 */
export async function ask(address, wish = {}) {
  try {
    const response = await fetch(address, requestOf(wish));
    const next = response.headers.get("X-Location");
    return {
      kind: response.ok ? "done" : "refused",
      status: response.status,
      text: await response.text(),
      url: next ?? response.url,
      isMoved: next !== null || response.redirected,
    };
  } catch {
    return { kind: "lost", status: 0, text: "", url: address, isMoved: false };
  }
}

/**
 * Go where an answer leads, to its place on the page; also when that is the page shown.
 *
 * @param {Answer} answer
 */
export function follow({ url }) {
  const [page] = location.href.split("#");
  const next = new URL(url, location.href).href;
  location.assign(next);
  if (next.startsWith(`${page}#`)) {
    location.reload(); // or it would only be scrolled
  }
}

/**
 * Read an answer that carries data.
 *
 * @param {Answer} answer
 * @returns {unknown} `null` when it carries none.
 */
export function dataOf(answer) {
  try {
    return answer.kind === "done" ? JSON.parse(answer.text) : null;
  } catch {
    return null;
  }
}

/**
 * Say for whom this page was made: should another member be signed in by now, nothing is taken.
 *
 * @returns {Record<string, string>}
 */
export function ownHeaders() {
  const { viewer } = document.body.dataset;
  return viewer ? { "X-Account": viewer } : {};
}

/**
 * @param {Wish} wish
 * @returns {RequestInit}
 */
function requestOf({ method = "GET", body, signal, isPage = false, outlivesPage = false }) {
  const patience = AbortSignal.timeout(TIMEOUT_MS);
  return {
    method,
    credentials: "same-origin",
    mode: "same-origin",
    keepalive: outlivesPage,
    signal: signal && AbortSignal.any ? AbortSignal.any([signal, patience]) : (signal ?? patience),
    headers: { ...ownHeaders(), ...(isPage ? {} : { "X-Fragment": "1" }) },
    ...(body === undefined ? {} : { body }),
  };
}
