/**
 * A line that all tabs of one person in a browser share: a worker holds the socket (`shared_socket.js`).
 *
 * Where there are no such workers, or this one does not answer, each page has a socket of its own.
 *
 * @typedef {import("./socket.js").Greeting} Greeting
 */

import { findPort } from "./worker_port.js";

/** Milliseconds before looking for another worker when the one we had died in vain. */
const PAUSE = 5000;
/** Milliseconds within which the worker says something, if only that it is there. */
const BEAT = 15_000;

/**
 * Return a line by the worker; `null` where there is none.
 *
 * @param {() => Greeting} greet
 * @returns {Promise<SharedLine | null>}
 */
export async function shareLine(greet) {
  const find = () => findPort(greet().account);
  const port = await find();
  return port && new SharedLine(port, greet, find);
}

/** A line over a port. Pages leave it by `disconnect`; the worker's socket stays for others. */
export class SharedLine {
  connected = false;
  isShared = true;
  /** @type {Map<string, ((payload: any) => void)[]>} */
  #listeners = new Map();
  /** @type {Map<number, (answer: unknown) => void>} */
  #asked = new Map();
  #number = 0;
  #isHeard = true;
  #hear = (/** @type {MessageEvent} */ { data }) => this.#take(data);

  /**
   * @param {MessagePort} port
   * @param {() => Greeting} greet
   * @param {() => Promise<MessagePort | null>} find Finds another worker when this one died.
   */
  constructor(port, greet, find) {
    this.#port = port;
    this.#greet = greet;
    this.#find = find;
    this.#follow();
  }

  #port;
  #greet;
  #find;

  /** @type {(name: string, hear: (payload: any) => void) => void} */
  on(name, hear) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), hear]);
  }

  /** @type {(name: string, payload: object) => void} */
  emit(name, payload) {
    this.#port.postMessage({ say: "emit", name, payload });
  }

  /** @param {number} milliseconds */
  timeout(milliseconds) {
    return {
      emitWithAck: (/** @type {string} */ name, /** @type {object} */ payload) => {
        this.#number += 1;
        const id = this.#number;
        this.#port.postMessage({ say: "ask", id, name, payload });
        return new Promise((resolve, reject) => {
          this.#asked.set(id, resolve);
          setTimeout(() => this.#asked.delete(id) && reject(new Error("no answer")), milliseconds);
        });
      },
    };
  }

  connect() {
    this.#port.postMessage({ say: "join", greeting: this.#greet() });
  }

  disconnect() {
    this.connected = false;
    this.#port.postMessage({ say: "leave" });
  }

  renew() {
    this.#port.postMessage({ say: "renew", after: this.#greet().after });
  }

  /** @param {any} data What the worker says. */
  #take(data) {
    this.#isHeard = true;
    if (data.hear === "answer") {
      this.#asked.get(data.id)?.(data.answer);
      this.#asked.delete(data.id);
    } else if (data.hear === "event") {
      this.connected = data.isConnected;
      this.#tell(data.name, data.payload);
    }
  }

  /** @type {(name: string, payload: unknown) => void} */
  #tell(name, payload) {
    for (const hear of this.#listeners.get(name) ?? []) {
      hear(payload);
    }
  }

  /** Hear the worker, and notice when it is gone: with the process of a tab that crashed. */
  #follow() {
    this.#isHeard = true;
    this.#port.addEventListener("message", this.#hear);
    const beat = setInterval(() => {
      if (this.#isHeard) {
        this.#isHeard = false;
        this.#port.postMessage({ say: "ping" });
        return;
      }
      clearInterval(beat);
      this.#port.removeEventListener("message", this.#hear);
      this.disconnect();
      this.#tell("disconnect", "worker gone");
      this.#replace();
    }, BEAT);
  }

  async #replace() {
    const found = await this.#find();
    if (found) {
      this.#port = found;
      this.#follow();
      this.connect();
    } else {
      setTimeout(() => this.#replace(), PAUSE);
    }
  }
}
