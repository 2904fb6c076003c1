/** A socket whose other end is the test. */

export class PlayedSocket {
  constructor() {
    this.listeners = new Map();
    this.sent = [];
    this.connected = false;
    this.active = true;
    this.calls = [];
    this.watchAnswer = { ok: true };
  }

  on(name, listen) {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listen]);
  }

  /** Let something happen on the socket. */
  hear(name, payload) {
    for (const listen of this.listeners.get(name) ?? []) {
      listen(payload);
    }
  }

  /** Let it connect. */
  open() {
    this.connected = true;
    this.hear("connect");
  }

  connect() {
    this.calls.push("connect");
  }

  disconnect() {
    this.calls.push("disconnect");
    this.connected = false;
  }

  renew() {
    this.disconnect();
    this.connect();
  }

  emit(name, payload) {
    this.sent.push([name, payload]);
  }

  timeout() {
    return {
      emitWithAck: async (name, payload) => {
        this.sent.push([name, payload]);
        return this.watchAnswer;
      },
    };
  }
}
