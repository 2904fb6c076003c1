/** One of the tabs that share a socket, as the worker knows it. */

export class Tab {
  /** @type {Set<string>} */
  topics = new Set();
  /** It has been told of a connection, and sent what it missed. */
  isIn = false;

  /**
   * @param {MessagePort} port
   * @param {number | null} after What it had seen when it joined.
   */
  constructor(port, after) {
    this.port = port;
    this.after = after;
  }

  /**
   * @param {{topic?: string} | undefined} payload
   * @returns {boolean} Whether it wants to hear of this.
   */
  wants(payload) {
    return payload?.topic === undefined || this.topics.has(payload.topic);
  }

  /** @type {(isConnected: boolean, name: string, payload?: unknown) => void} */
  tell(isConnected, name, payload) {
    this.port.postMessage({ hear: "event", name, payload, isConnected });
  }
}
