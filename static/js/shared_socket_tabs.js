/** The tabs that share a socket, as the worker knows them. */

/** A socket may watch no more topics (`app/live/subscriptions/topics.py`), nor ask for more at once. */
const MOST_TOPICS = 40;

/**
 * All of them, by the way to each.
 *
 * @extends {Map<MessagePort, Tab>}
 */
export class Tabs extends Map {
  /** @returns {Set<string>} What any of them watches. */
  watched() {
    return new Set([...this.values()].flatMap((tab) => [...tab.topics]));
  }

  /** @type {(topic: string) => boolean} */
  hasRoomFor(topic) {
    return this.watched().add(topic).size <= MOST_TOPICS;
  }

  /** @type {(isConnected: boolean, name: string, payload: any) => void} */
  tell(isConnected, name, payload) {
    for (const tab of this.values()) {
      if (tab.wants(payload)) {
        tab.tell(isConnected, name, payload);
      }
    }
  }
}

export class Tab {
  /** @type {Set<string>} */
  topics = new Set();
  /** It has been told of a connection, and sent what it missed. */
  isIn = false;

  /**
   * @param {MessagePort} port
   * @param {import("./socket.js").Greeting} greeting What it had seen when it joined.
   */
  constructor(port, greeting) {
    this.port = port;
    this.greeting = greeting;
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
