/** A worker's shared socket, between a played socket and played tabs. */

import { SharedSocket } from "../../static/js/shared_socket.js";
import { PlayedSocket } from "./socket_play.js";

class PlayedPort {
  heard = [];
  listeners = {};
  addEventListener(name, listen) {
    this.listeners[name] = listen;
  }
  start() {}
  postMessage(message) {
    this.heard.push(message);
  }
  /** Let the page say something. */
  says(data) {
    this.listeners.message({ data });
  }
  /** @returns {unknown[]} What the page heard since it was last asked. */
  take() {
    const heard = this.heard.map(({ hear, name, payload }) => (name ? [name, payload] : hear));
    this.heard = [];
    return heard;
  }
}

/** @returns The shared socket, what it speaks through, what it greets with, and a maker of tabs that have joined. */
export function playHub() {
  const socket = new PlayedSocket();
  let greet;
  const shared = new SharedSocket((greeting) => {
    greet = greeting;
    return socket;
  });
  return {
    socket,
    greet: () => greet(),
    tab(after = 0, version = 0, account = 7) {
      const port = new PlayedPort();
      shared.welcome(port);
      port.says({ say: "join", greeting: { after, version, account } });
      return port;
    },
  };
}

/** Let a tab ask to watch a topic. */
export function watch(port, topic) {
  port.says({ say: "ask", id: 1, name: "watch", payload: { topic } });
}

/** @returns {string[]} The events a tab heard since it was last asked. */
export function names(port) {
  return port.take().map(([name]) => name);
}
