/** The page as the server would show it now: the way back after an absence is the way in. */

import { ask } from "./requests.js";

/**
 * Ask for this page anew.
 *
 * @param {(page: Document) => boolean} [isSame] Whether a page to which we are sent on is still this
 *   one, under another address.
 * @returns {Promise<Document | null>} `null` when it could not be had.
 */
export async function revisit(isSame = () => false) {
  const { kind, text, isMoved } = await ask(location.href.split("#")[0] ?? "", { isPage: true });
  const page = new DOMParser().parseFromString(text, "text/html");
  return kind === "done" && (!isMoved || isSame(page)) ? page : null;
}
