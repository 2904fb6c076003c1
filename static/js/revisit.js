/** The page as the server would show it now: the way back after an absence is the way in. */

import { ask } from "./fetching.js";

/**
 * Ask for this page anew.
 *
 * @returns {Promise<Document | null>} `null` when it could not be had.
 */
export async function revisit() {
  const { kind, text, isMoved } = await ask(location.href.split("#")[0] ?? "", { isPage: true });
  const isHere = kind === "done" && !isMoved;
  return isHere ? new DOMParser().parseFromString(text, "text/html") : null;
}
