/**
 * Sending what waited, from whatever page is open when the line is back; each text once.
 *
 * One tab sends at a time. A reply that arrived already is known to the server by its mark.
 *
 * @typedef {import("./outbox.js").Waiting} Waiting
 * @typedef {import("./requests.js").Answer} Answer
 *
 * @typedef {object} Outcome
 * @property {Waiting} text
 * @property {"sent" | "refused" | "unsure"} kind "unsure": only a person can tell whether it arrived.
 * @property {Answer} [answer]
 */

import { letGo, putAway, waitingAt, waitingTexts } from "./outbox.js";
import { ask } from "./requests.js";

const LOCK = "entraide.outbox";
/** Refusals that end by themselves: sign in again, wait a little, come back later. */
const PASSING = new Set([401, 408, 409, 429, 500, 502, 503, 504]);

/** In browsers without locks, this tab at least sends one after the other. */
let isDelivering = false;

/**
 * Try to send everything that waits.
 *
 * @param {(outcome: Outcome) => void} tell Hears what became of each.
 */
export async function deliverAll(tell) {
  const locks = /** @type {LockManager | undefined} */ (navigator.locks);
  if (locks) {
    await locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? deliverEach(tell) : null));
  } else if (!isDelivering) {
    isDelivering = true;
    await deliverEach(tell).finally(() => {
      isDelivering = false;
    });
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
  if (text.mayHaveArrived && !text.thread) {
    return { text, kind: "unsure" };
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
  const now = waitingAt(text.place); // it may have been written on while it travelled
  if (PASSING.has(answer.status)) {
    if (now) {
      putAway({ ...now, mayHaveArrived: text.mayHaveArrived });
    }
    return null;
  }
  letGo(text);
  const isChanged = now?.isChanged ?? false;
  return {
    text: { ...text, isChanged },
    kind: answer.kind === "done" ? "sent" : "refused",
    answer,
  };
}
