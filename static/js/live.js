/**
 * The socket of a signed-in tab.
 *
 * `socket.js` opens it and lets it come back; what happens on it is each module's own business.
 * All of them listen before it opens, so that nothing that was missed arrives unheard.
 */

import * as connection from "./connection.js";
import * as likes from "./likes.js";
import * as notices from "./notices.js";
import { openSocket } from "./socket.js";
import * as topics from "./topics.js";

/** Connect. Called once all other behaviours of the page are in place. */
export async function start() {
  const socket = await openSocket();
  connection.attach(socket);
  likes.attach(socket);
  notices.attach(socket);
  topics.attach(socket);
  socket.connect();
}
