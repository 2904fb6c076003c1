/**
 * A line that all tabs of one person in a browser share: a worker holds the socket (`hub.js`).
 *
 * Where there are no such workers, or this one does not answer, each page has a socket of its own.
 *
 * @typedef {import("./socket.js").Line} Line
 * @typedef {import("./socket.js").Greeting} Greeting
 */

/** Milliseconds to wait for the worker to say that it is there. */
const PATIENCE = 3000;

/**
 * Return a line by the worker; `null` where there is none.
 *
 * @param {() => Greeting} greet
 * @returns {Promise<Line | null>}
 */
export async function shareLine(greet) {
  const worker = startWorker(greet().account);
  const port = worker && (await isThere(worker)) ? worker.port : null;
  return port && makeLine(port, greet);
}

/**
 * @param {number | null} account Others in the same browser have a worker of their own.
 * @returns {SharedWorker | null}
 */
function startWorker(account) {
  try {
    const address = new URL("./line_worker.js", import.meta.url);
    return new SharedWorker(address, { type: "module", name: `entraide-${account}` });
  } catch {
    return null;
  }
}

/**
 * @param {SharedWorker} worker
 * @returns {Promise<boolean>} Whether it has all that it needs.
 */
function isThere(worker) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE, false);
    const answer = (/** @type {boolean} */ is) => {
      clearTimeout(timer);
      resolve(is);
    };
    worker.addEventListener("error", () => answer(false));
    worker.port.addEventListener("message", () => answer(true), { once: true });
    worker.port.start();
  });
}

/**
 * Return a line over a port. Pages leave it by `disconnect`; the worker's socket stays for others.
 *
 * @param {MessagePort} port
 * @param {() => Greeting} greet
 * @returns {Line}
 */
export function makeLine(port, greet) {
  /** @type {Map<string, ((payload: any) => void)[]>} */
  const listeners = new Map();
  /** @type {Map<number, (answer: unknown) => void>} */
  const asked = new Map();
  let number = 0;
  const line = {
    connected: false,
    isShared: true,
    on: (/** @type {string} */ name, /** @type {(payload: any) => void} */ hear) =>
      listeners.set(name, [...(listeners.get(name) ?? []), hear]),
    emit: (/** @type {string} */ name, /** @type {object} */ payload) =>
      port.postMessage({ say: "emit", name, payload }),
    timeout: (/** @type {number} */ milliseconds) => ({
      emitWithAck(/** @type {string} */ name, /** @type {object} */ payload) {
        number += 1;
        const id = number;
        port.postMessage({ say: "ask", id, name, payload });
        return new Promise((resolve, reject) => {
          asked.set(id, resolve);
          setTimeout(() => asked.delete(id) && reject(new Error("no answer")), milliseconds);
        });
      },
    }),
    connect: () => port.postMessage({ say: "join", greeting: greet() }),
    renew: () => port.postMessage({ say: "renew", after: greet().after }),
    disconnect() {
      line.connected = false;
      port.postMessage({ say: "leave" });
    },
  };
  port.addEventListener("message", ({ data }) => {
    if (data.hear === "answer") {
      asked.get(data.id)?.(data.answer);
      asked.delete(data.id);
    } else if (data.hear === "event") {
      line.connected = data.isConnected;
      for (const hear of listeners.get(data.name) ?? []) {
        hear(data.payload);
      }
    }
  });
  return line;
}
