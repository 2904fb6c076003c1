/** One picture on its way to the server, with word of how far it is; `fetch` cannot tell. */

import { wordsOf } from "./fragments.js";
import { smaller } from "./pictures.js";
import { ownHeaders } from "./requests.js";
import { words } from "./words.js";

const NOTHING = { markdown: "", url: "" };
const ADDRESS = "/medias";
/** Milliseconds after which a line that brings nothing is given up. */
const TIMEOUT_MS = 120_000;

/**
 * Send a picture.
 *
 * @param {File} file
 * @param {(percent: number) => void} tell
 * @param {Record<string, string>} [also] More that goes with it: what it is for.
 * @returns {Promise<{markdown: string, url: string, refusal: string}>} The words that show it and
 *   its address, or why not.
 */
export async function sendPicture(file, tell, also = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(also)) {
    body.append(name, value);
  }
  body.append("picture", await smaller(file), file.name);
  const { status, answer } = await send(body, tell);
  const { markdown, url } = status === 200 ? picturedIn(answer) : NOTHING;
  const refusal = (status > 0 && wordsOf(answer)) || words().notSent;
  return { markdown, url, refusal: markdown ? "" : refusal };
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
 * @returns {{markdown: string, url: string}} The words that show the picture, and its address;
 *   empty when there are none.
 */
function picturedIn(answer) {
  try {
    const { markdown, url } = JSON.parse(answer);
    return { markdown: String(markdown ?? ""), url: String(url ?? "") };
  } catch {
    return NOTHING;
  }
}
