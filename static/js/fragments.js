/** Pieces of pages as our own server renders them; nothing else may become markup. */

/**
 * Turn an answer of our server into nodes. Scripts in it never run.
 *
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function piecesOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const pieces = document.createDocumentFragment();
  pieces.append(...document.adoptNode(page.body).childNodes);
  return pieces;
}

/**
 * Return the plain words of an answer, for a passing word on the screen.
 *
 * @param {string} html
 * @returns {string}
 */
export function wordsOf(html) {
  return (piecesOf(html).textContent ?? "").replace(/\s+/gu, " ").trim();
}

/**
 * Make an element with words in it.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(string | Node)} content
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function made(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...content);
  return element;
}
