/**
 * Between one socket and the tabs that share it.
 *
 * What has a topic goes to the tabs that watch it, the rest to all. A tab that has seen less than
 * the socket has brought is sent the difference, or told to ask for its page again.
 */

import { ALL } from "./event_names.js";
import { makeMemory } from "./shared_socket_memory.js";
import { Tab, Tabs } from "./shared_socket_tabs.js";
import { onWaking } from "./wake.js";

/** A tab that asks for a new connection so soon after another means the same one. */
const TOGETHER = 2000;
/** Milliseconds to wait for an answer of the server. */
const TIMEOUT_MS = 10_000;

export class SharedSocket {
  #tabs = new Tabs();
  /** @type {Map<string, Promise<any>>} What several tabs ask at once is asked once. */
  #pending = new Map();
  /** @type {number | null} */
  #account = null;
  #memory = makeMemory();
  #renewedAt = 0;
  #socket;

  /** @param {(greet: () => import("./socket.js").Greeting) => import("./socket.js").Line} makeSocket */
  constructor(makeSocket) {
    const socket = makeSocket(() => ({ ...this.#memory.greeting(), account: this.#account }));
    this.#socket = socket;
    for (const name of ALL) {
      socket.on(name, (payload) => {
        this.#memory.note(name, payload);
        this.#tellAll(name, payload);
      });
    }
    socket.on("connect", () => this.#letAllIn());
    socket.on("disconnect", (reason) => this.#tellAll("disconnect", reason));
    socket.on("connect_error", ({ message }) => this.#tellAll("connect_error", { message }));
    onWaking(() => this.#renew());
  }

  /** @param {MessagePort} port Of a tab that has just opened. */
  welcome(port) {
    port.addEventListener("message", ({ data }) => this.#hear(port, data));
    port.addEventListener("close", () => this.#leave(port));
    port.start();
    port.postMessage({ hear: "hello" });
  }

  /** @type {(port: MessagePort, said: any) => void} */
  #hear(port, said) {
    const tab = this.#tabs.get(port);
    if (said.say === "join") {
      this.#join(port, said.greeting);
    } else if (said.say === "leave") {
      this.#leave(port);
    } else if (said.say === "renew") {
      this.#memory.forgetAfter(said.after);
      this.#renew();
    } else if (tab && said.say === "ask") {
      this.#ask(tab, said);
    } else if (tab && said.say === "emit") {
      this.#socket.emit(said.name, said.payload);
    }
  }

  /** @type {(port: MessagePort, greeting: import("./socket.js").Greeting) => void} */
  #join(port, greeting) {
    this.#account = greeting.account;
    this.#memory.begin(greeting.after);
    const tab = new Tab(port, greeting);
    this.#tabs.set(port, tab);
    if (this.#socket.connected) {
      this.#letIn(tab);
    } else {
      this.#socket.connect();
    }
  }

  #letAllIn() {
    for (const tab of this.#tabs.values()) {
      this.#letIn(tab);
    }
  }

  /** @param {Tab} tab */
  #letIn(tab, { connected } = this.#socket) {
    const missed = tab.isIn ? [] : this.#memory.missedBy(tab.greeting);
    tab.isIn = true;
    tab.tell(connected, "connect");
    for (const [name, payload] of missed) {
      tab.tell(connected, name, payload);
    }
  }

  /** @param {MessagePort} port */
  #leave(port) {
    const topics = this.#tabs.get(port)?.topics ?? [];
    this.#tabs.delete(port);
    const watched = this.#tabs.watched();
    for (const topic of topics) {
      if (!watched.has(topic) && this.#socket.connected) {
        this.#socket.emit("unwatch", { topic });
      }
    }
    if (this.#tabs.size === 0) {
      this.#socket.disconnect();
    }
  }

  /** @type {(tab: Tab, asked: {id: number, name: string, payload: {topic: string}}) => void} */
  async #ask(tab, { id, name, payload }) {
    const { topic } = payload;
    if (!this.#tabs.hasRoomFor(topic)) {
      tab.port.postMessage({ hear: "answer", id, answer: { ok: false } });
      return;
    }
    tab.topics.add(topic); // before the answer, which what is pushed may overtake
    if (!this.#pending.has(topic)) {
      const asked = this.#socket.timeout(TIMEOUT_MS).emitWithAck(name, payload);
      this.#pending.set(
        topic,
        asked.catch(() => undefined),
      );
    }
    const answer = await this.#pending.get(topic);
    this.#pending.delete(topic);
    if (answer !== undefined) {
      tab.port.postMessage({ hear: "answer", id, answer });
    }
  }

  #renew() {
    if (this.#tabs.size > 0 && Date.now() - this.#renewedAt > TOGETHER) {
      this.#renewedAt = Date.now();
      this.#socket.renew();
    }
  }

  /** @type {(name: string, payload?: any) => void} */
  #tellAll(name, payload) {
    this.#tabs.tell(this.#socket.connected, name, payload);
  }
}
