/**
 * The socket of a signed-in tab.
 *
 * `socket.js` opens it and lets it come back; what happens on it is each module's own business.
 * All of them listen before it opens, so that nothing that was missed arrives unheard.
 */

import * as connection from "./connection.js";
import * as likes from "./likes.js";
import * as notices from "./notices.js";
import { bringPackage, openSocket } from "./socket.js";
import * as topics from "./topics.js";

/** Bring what connecting needs while there is a line, so that coming back needs nothing more. */
export async function prepare() {
  await bringPackage();
}

/** Connect. Called once all other behaviours of the page are in place. */
export async function start() {
  const socket = openSocket(await bringPackage());
  connection.attach(socket);
  likes.attach(socket);
  notices.attach(socket);
  topics.attach(socket);
  socket.connect();
}
