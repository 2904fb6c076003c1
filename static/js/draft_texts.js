/**
 * What a draft holds: the fields of a form that a person types into.
 *
 * @typedef {object} DraftText
 * @property {string} title
 * @property {string} body
 * @property {string} tags
 */

/** @type {(keyof DraftText)[]} */
const NAMES = ["title", "body", "tags"];

/** @returns {DraftText} */
export function emptyText() {
  return { title: "", body: "", tags: "" };
}

/**
 * Read what is in a form.
 *
 * @param {HTMLFormElement} form
 * @returns {DraftText} Empty strings for fields that the form lacks.
 */
export function typedIn(form) {
  const text = emptyText();
  for (const name of NAMES) {
    text[name] = fieldOf(form, name)?.value ?? "";
  }
  return text;
}

/**
 * Put a draft into a form.
 *
 * @param {HTMLFormElement} form
 * @param {DraftText} text
 */
export function fill(form, text) {
  for (const name of NAMES) {
    const field = fieldOf(form, name);
    if (field && field.value !== text[name]) {
      field.value = text[name];
      field.dispatchEvent(new CustomEvent("draft:filled", { bubbles: true }));
    }
  }
}

/**
 * @param {DraftText} text
 * @returns {boolean}
 */
export function isEmpty(text) {
  return NAMES.every((name) => text[name].trim() === "");
}

/**
 * @param {DraftText} one
 * @param {DraftText} other
 * @returns {boolean} Line ends aside, which forms change on their way.
 */
export function isSame(one, other) {
  return NAMES.every((name) => plain(one[name]) === plain(other[name]));
}

/**
 * Read a draft from whatever was answered or kept.
 *
 * @param {unknown} found
 * @returns {DraftText}
 */
export function textFrom(found) {
  const text = emptyText();
  const fields = /** @type {Record<string, unknown>} */ (found ?? {});
  for (const name of NAMES) {
    const value = fields[name];
    text[name] = typeof value === "string" ? value : "";
  }
  return text;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement | HTMLTextAreaElement | null}
 */
function fieldOf(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : null;
}

/**
 * @param {string} value
 * @returns {string}
 */
function plain(value) {
  return value.replace(/\r\n/gu, "\n").trimEnd();
}
