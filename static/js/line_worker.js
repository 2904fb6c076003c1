/** The worker that holds the one socket of all tabs of a person in this browser. */

import { Hub } from "./hub.js";
import { bringPackage, makeSocket } from "./socket.js";

const brought = bringPackage();
/** @type {Hub | null} */
let hub = null;

self.addEventListener("connect", async (event) => {
  const [port] = /** @type {MessageEvent} */ (event).ports;
  if (port) {
    const parts = await brought; // when it cannot be had, pages hear nothing and help themselves
    hub ??= new Hub((greet) => makeSocket(parts, greet));
    port.addEventListener("message", ({ data }) => {
      if (data.say === "ping") {
        port.postMessage({ hear: "pong" }); // so that pages notice when the worker is gone
      }
    });
    hub.welcome(port);
  }
});
