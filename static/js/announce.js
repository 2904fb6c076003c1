/** The voice for screen readers: one polite region, told each thing once. */

/** Milliseconds between emptying the region and filling it, so that a repeated sentence is read. */
const BREATH = 50;

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
  region.textContent = "";
  setTimeout(() => {
    region.textContent = sentence;
  }, BREATH);
}
