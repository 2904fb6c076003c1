/** A text that waited and was refused goes back among the drafts: its page may show no form now. */

import { Desk } from "./draft_client.js";
import { emptyText, textFrom } from "./draft_texts.js";

/**
 * Keep a refused text as the draft of its place, on the server or, if need be, here.
 *
 * @param {import("./outbox.js").Waiting} text
 */
export async function rescue({ place, fields }) {
  const desk = new Desk(place, emptyText());
  await desk.load();
  await desk.save(textFrom(Object.fromEntries(fields)));
}
