/**
 * What the page watches: every `[data-live-topic]`.
 *
 * What is pushed on a topic is told to its element as a DOM event, `live:post.added` and so on;
 * `live:watched` says that watching has begun, so that whatever was missed can be asked for.
 * `live:send` on such an element goes the other way.
 */

/** The names of all that is pushed on topics; also in `docs/rooms/live.md`. */
const EVENTS = [
  "post.added",
  "post.changed",
  "post.liked",
  "thread.changed",
  "thread.opened",
  "thread.gone",
  "thread.answered",
  "typing",
  "readers",
  "refresh",
];
/** Milliseconds to wait for the server to say that we watch. */
const TIMEOUT_MS = 8000;

/**
 * Watch the topics of the page, again after each return.
 *
 * @param {import("./socket.js").Line} socket
 */
export function attach(socket) {
  /** @type {Set<Element>} Those that the server did not let in. */
  let refused = new Set();
  /** @param {Iterable<Element>} elements */
  const watchAll = (elements) => {
    for (const element of elements) {
      isRefused(socket, element).then((is) => is && refused.add(element));
    }
  };
  socket.on("connect", () => {
    refused = new Set();
    watchAll(document.querySelectorAll("[data-live-topic]"));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && socket.connected) {
      const again = refused;
      refused = new Set();
      watchAll(again);
    }
  });
  for (const name of EVENTS) {
    socket.on(name, (/** @type {{topic: string}} */ payload) => {
      for (const element of elementsOf(payload.topic)) {
        element.dispatchEvent(new CustomEvent(`live:${name}`, { detail: payload }));
      }
    });
  }
  document.addEventListener("live:send", (event) => {
    const element = event.target;
    const topic = element instanceof Element && element.getAttribute("data-live-topic");
    if (topic && socket.connected) {
      socket.emit(/** @type {CustomEvent<string>} */ (event).detail, { topic });
    }
  });
}

/**
 * Ask to watch what an element shows.
 *
 * @param {import("./socket.js").Line} socket
 * @param {Element} element
 * @returns {Promise<boolean>} Whether that is refused; asked again later, it may not be.
 */
async function isRefused(socket, element) {
  const topic = element.getAttribute("data-live-topic");
  try {
    const { ok } = await socket.timeout(TIMEOUT_MS).emitWithAck("watch", { topic });
    if (ok) {
      element.dispatchEvent(new CustomEvent("live:watched"));
    }
    return !ok;
  } catch {
    return false; // no answer: the line is going down, and the next connection asks again
  }
}

/**
 * @param {string} topic
 * @returns {NodeListOf<Element>}
 */
function elementsOf(topic) {
  return document.querySelectorAll(`[data-live-topic="${CSS.escape(topic)}"]`);
}
