/** The worker that holds the one socket of all tabs of a person in this browser. */

import { SharedSocket } from "./shared_socket.js";
import { bringPackage, makeSocket } from "./socket.js";

const brought = bringPackage();
/** @type {SharedSocket | null} */
let shared = null;

self.addEventListener("connect", async (event) => {
  const [port] = /** @type {MessageEvent} */ (event).ports;
  if (port) {
    const parts = await brought; // when it cannot be had, pages hear nothing and help themselves
    shared ??= new SharedSocket((greet) => makeSocket(parts, greet));
    port.addEventListener("message", ({ data }) => {
      if (data.say === "ping") {
        port.postMessage({ hear: "pong" }); // so that pages notice when the worker is gone
      }
    });
    shared.welcome(port);
  }
});
