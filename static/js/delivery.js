/**
 * Sending what waited, from whatever page is open when the line is back; each text once.
 *
 * One tab sends at a time. A text that may have arrived already is looked for first.
 *
 * @typedef {import("./outbox.js").Waiting} Waiting
 * @typedef {import("./fetching.js").Answer} Answer
 *
 * @typedef {object} Outcome
 * @property {Waiting} text
 * @property {"sent" | "refused" | "unsure"} kind "unsure": only a person can tell whether it arrived.
 * @property {Answer} [answer]
 */

import { ask } from "./fetching.js";
import { piecesOf } from "./fragments.js";
import { letGo, putAway, waitingTexts } from "./outbox.js";
import { isMine, postsIn, standingOf } from "./posts.js";

const LOCK = "entraide.outbox";
/** Refusals that end by themselves: sign in again, wait a little, come back later. */
const PASSING = new Set([401, 408, 429, 500, 502, 503, 504]);

/**
 * Try to send everything that waits.
 *
 * @param {(outcome: Outcome) => void} tell Hears what became of each.
 */
export async function deliverAll(tell) {
  const locks = /** @type {LockManager | undefined} */ (navigator.locks);
  if (locks) {
    await locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? deliverEach(tell) : null));
  } else {
    await deliverEach(tell);
  }
}

/** @param {(outcome: Outcome) => void} tell */
async function deliverEach(tell) {
  for (const text of waitingTexts()) {
    const outcome = await deliver(text);
    if (outcome) {
      tell(outcome);
    }
  }
}

/**
 * @param {Waiting} text
 * @returns {Promise<Outcome | null>} `null` when it goes on waiting.
 */
async function deliver(text) {
  if (text.mayHaveArrived) {
    const found = text.thread ? await lookFor(text) : "unsure";
    if (found === "sent") {
      letGo(text);
      return { text, kind: "sent" };
    }
    if (found !== "absent") {
      return found === "unsure" ? { text, kind: "unsure" } : null;
    }
  }
  putAway({ ...text, mayHaveArrived: true });
  const body = new URLSearchParams([...text.fields, ["once", text.id]]);
  const answer = await ask(text.action, { method: "POST", body, isPage: text.thread === "" });
  return closeCase(text, answer);
}

/**
 * @param {Waiting} text
 * @param {Answer} answer
 * @returns {Outcome | null}
 */
function closeCase(text, answer) {
  if (answer.kind === "lost") {
    return null;
  }
  if (PASSING.has(answer.status)) {
    putAway({ ...text, mayHaveArrived: false });
    return null;
  }
  letGo(text);
  return { text, kind: answer.kind === "done" ? "sent" : "refused", answer };
}

/**
 * Look for a reply of ours in its thread, written since.
 *
 * @param {Waiting} text
 * @returns {Promise<"sent" | "absent" | "lost">}
 */
async function lookFor(text) {
  const answer = await ask(`/questions/${text.thread}/nouveautes?apres=${text.after}`);
  if (answer.kind !== "done") {
    return "lost";
  }
  const parent = text.fields.find(([name]) => name === "parent_id")?.[1] ?? "";
  const posts = postsIn(piecesOf(answer.text)).filter(isMine);
  return posts.some((post) => standingOf(post).parent === parent) ? "sent" : "absent";
}
