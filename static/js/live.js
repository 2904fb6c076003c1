/**
 * The line of a signed-in tab, and who listens to it.
 *
 * `connection.js` finds it and lets it come back; what happens on it is each module's own business.
 * All of them listen before it opens, so that nothing that was missed arrives unheard.
 */

import { findLine } from "./connection.js";
import * as connection from "./connection_banner.js";
import * as likes from "./likes.js";
import * as notices from "./notices.js";
import * as topics from "./topics.js";

/** Bring what connecting needs while there is a line, so that coming back needs nothing more. */
export async function prepare() {
  await findLine();
}

/** Connect. Called once all other behaviours of the page are in place. */
export async function start() {
  const line = await findLine();
  connection.attach(line);
  likes.attach(line);
  notices.attach(line);
  topics.attach(line);
  line.connect();
}
