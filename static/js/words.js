/** Sentences that scripts say, in the language of the page. Whole sentences, numbers included. */

import { english } from "./words_en.js";
import { french } from "./words_fr.js";

/** @typedef {typeof english} Words */

/**
 * Return the sentences of a language.
 *
 * @param {string} [language]
 * @returns {Words}
 */
export function words(language = document.documentElement.lang) {
  return language.startsWith("fr") ? french : english;
}
