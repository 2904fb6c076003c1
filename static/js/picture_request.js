/** One picture on its way to the server, with word of how far it is; `fetch` cannot tell. */

import { wordsOf } from "./fragments.js";
import { smaller } from "./pictures.js";
import { ownHeaders } from "./requests.js";
import { words } from "./words.js";

const ADDRESS = "/medias";
/** Milliseconds after which a line that brings nothing is given up. */
const TIMEOUT_MS = 120_000;

/**
 * Send a picture.
 *
 * @param {File} file
 * @param {(percent: number) => void} tell
 * @returns {Promise<{markdown: string, refusal: string}>} The words that show it, or why not.
 */
export async function sendPicture(file, tell) {
  const body = new FormData();
  body.append("picture", await smaller(file), file.name);
  const { status, answer } = await send(body, tell);
  const markdown = status === 200 ? markdownIn(answer) : "";
  const refusal = (status > 0 && wordsOf(answer)) || words().notSent;
  return { markdown, refusal: markdown ? "" : refusal };
}

/**
 * @param {FormData} body
 * @param {(percent: number) => void} tell
 * @returns {Promise<{status: number, answer: string}>} Status 0: no answer came.
 */
function send(body, tell) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", ADDRESS);
    request.timeout = TIMEOUT_MS;
    for (const [name, value] of Object.entries({ ...ownHeaders(), "X-Fragment": "1" })) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      tell(Math.round((100 * loaded) / Math.max(1, total)));
    });
    request.addEventListener("loadend", () => {
      resolve({ status: request.status, answer: request.responseText });
    });
    request.send(body);
  });
}

/**
 * @param {string} answer
 * @returns {string} The words that show the picture; empty when there are none.
 */
function markdownIn(answer) {
  try {
    const { markdown } = JSON.parse(answer);
    return typeof markdown === "string" ? markdown : "";
  } catch {
    return "";
  }
}
