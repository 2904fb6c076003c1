/** The voice for screen readers: one polite region, told each thing once, and a burst together. */

/** Milliseconds in which sentences are gathered; the region is empty before it is filled. */
const BREATH = 50;

/** @type {Set<string>} What is to be said in this breath. */
const gathered = new Set();

/**
 * Have a sentence read aloud when the reader is not busy.
 *
 * @param {string} sentence
 */
export function announce(sentence) {
  const region = document.querySelector("[data-announce]");
  if (!region) {
    return;
  }
  region.textContent = ""; // so that a repeated sentence is read
  gathered.add(sentence);
  setTimeout(() => {
    if (gathered.size > 0) {
      region.textContent = [...gathered].join(" ");
      gathered.clear();
    }
  }, BREATH);
}
