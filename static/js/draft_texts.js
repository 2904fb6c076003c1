/**
 * What a draft holds: the fields of a form that a person types into, and what was chosen beside.
 *
 * @typedef {object} DraftText
 * @property {string} title
 * @property {string} body
 * @property {string} tags
 * @property {Record<string, string>} fields Choices, and the version that the form was made from.
 */

import { choicesIn, choose, VERSION } from "./draft_choices.js";

/** @type {("title" | "body" | "tags")[]} */
const NAMES = ["title", "body", "tags"];

/** @returns {DraftText} */
export function emptyText() {
  return { title: "", body: "", tags: "", fields: {} };
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
  text.fields = choicesIn(form);
  return text;
}

/**
 * Tell whether nobody has typed since the page came.
 *
 * @param {HTMLFormElement} form
 * @returns {boolean}
 */
export function isUntouched(form) {
  return NAMES.every((name) => {
    const field = fieldOf(form, name);
    return !field || plain(field.value) === plain(field.defaultValue);
  });
}

/**
 * Put a draft into a form.
 *
 * @param {HTMLFormElement} form
 * @param {DraftText} text
 * @param {{hasChoices?: boolean}} [options] Without them, what the address asked for stays chosen.
 */
export function fill(form, text, { hasChoices = true } = {}) {
  for (const [name, value] of Object.entries(text.fields)) {
    if (name === VERSION || hasChoices) {
      choose(form, name, value);
    }
  }
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
 * @param {DraftText} one
 * @param {DraftText} other
 * @returns {boolean} Choices included.
 */
export function isIdentical(one, other) {
  const chosen = [one, other].map(({ fields }) => JSON.stringify(Object.entries(fields).sort()));
  return isSame(one, other) && chosen[0] === chosen[1];
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
  for (const [name, value] of Object.entries(Object(fields.fields))) {
    text.fields[name] = String(value);
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

/**
 * @param {unknown} found
 * @returns {number}
 */
export function versionOf(found) {
  const { version } = /** @type {{version?: unknown}} */ (found ?? {});
  return typeof version === "number" ? version : 0;
}
