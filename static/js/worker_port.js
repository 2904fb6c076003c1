/** The way to the worker that holds the socket of all tabs of a person, and whether it is there. */

/** Milliseconds to wait for the worker to say that it is there. */
const TIMEOUT_MS = 8000;

/**
 * Return the way to a worker that is there.
 *
 * @param {number | null} account Others in the same browser have a worker of their own.
 * @returns {Promise<MessagePort | null>} `null` where there are no such workers, or none answers.
 */
export async function findPort(account) {
  const worker = startWorker(account);
  return worker && (await isThere(worker)) ? worker.port : null;
}

/**
 * @param {number | null} account
 * @returns {SharedWorker | null}
 */
function startWorker(account) {
  try {
    const address = new URL("./socket_worker.js", import.meta.url);
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
    const timer = setTimeout(resolve, TIMEOUT_MS, false);
    const answer = (/** @type {boolean} */ is) => {
      clearTimeout(timer);
      resolve(is);
    };
    worker.addEventListener("error", () => answer(false));
    worker.port.addEventListener("message", () => answer(true), { once: true });
    worker.port.start();
  });
}
