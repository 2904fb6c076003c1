/**
 * What the buttons of the editor do to a text; pure, so that they can be tested as a table.
 *
 * @typedef {object} Edit
 * @property {number} from Replace from here…
 * @property {number} to …to here…
 * @property {string} insert …with this…
 * @property {[number, number]} select …and select this, counted from `from`.
 */

import { code, link, wrap } from "./markdown_inline.js";

const MARKS = { bold: "**", italic: "*" };
/** Any list mark: one kind of list takes the place of the other. */
const ITEM = /^(?:[-*]|\d+[.)]) /u;
/** @typedef {{mark: (place: number) => string, known: RegExp, instead: RegExp}} Kind */
const KINDS = {
  list: { mark: () => "- ", known: /^[-*] /u, instead: ITEM },
  numbers: {
    mark: (/** @type {number} */ place) => `${place + 1}. `,
    known: /^\d+[.)] /u,
    instead: ITEM,
  },
  quote: { mark: () => "> ", known: /^> ?/u, instead: /^> ?/u },
};

/**
 * Return what a button does.
 *
 * @param {string} action
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {{words: string, column: string}} labels What stands where nothing was selected.
 * @returns {Edit | null} `null` for a button this module does not know.
 */
export function editFor(action, text, start, end, labels) {
  switch (action) {
    case "bold":
    case "italic":
      return wrap(text, start, end, MARKS[action], labels.words);
    case "code":
      return code(text, start, end, labels.words);
    case "link":
      return link(text, start, end, labels.words);
    case "list":
      return prefix(text, start, end, KINDS.list);
    case "list-numbered":
      return prefix(text, start, end, KINDS.numbers);
    case "quote":
      return prefix(text, start, end, KINDS.quote);
    case "table":
      return block(text, end, table(labels.column));
    default:
      return null;
  }
}

/**
 * Return a block of its own at the caret; behind the paragraph when that is in the midst of one, whose marks,
 * such as those of bold words, it would tear apart.
 *
 * @param {string} text
 * @param {number} caret
 * @param {string} content
 * @returns {Edit}
 */
export function block(text, caret, content) {
  const start = text.lastIndexOf("\n\n", caret - 1) + 1;
  const stop = text.indexOf("\n\n", caret);
  const end = stop < 0 ? text.trimEnd().length : stop;
  const isInside = text.slice(start, caret).trim() !== "" && text.slice(caret, end).trim() !== "";
  const at = isInside ? end : caret;
  const before = text.slice(0, at);
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const insert = `${gap}${content}\n`;
  return { from: at, to: at, insert, select: [insert.length, insert.length] };
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Kind} kind
 * @returns {Edit}
 */
function prefix(text, start, end, { mark, known, instead }) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const stop = text.indexOf("\n", end);
  const to = stop < 0 ? text.length : stop;
  const lines = text.slice(from, to).split("\n");
  const isOn = lines.every((line) => known.test(line));
  const changed = lines.map((line, place) =>
    isOn ? line.replace(known, "") : mark(place) + line.replace(instead, ""),
  );
  const gap = !isOn && needsGap(text.slice(0, from), known) ? "\n" : "";
  const insert = gap + changed.join("\n");
  const first = start === end ? insert.length : gap.length;
  return { from, to, insert, select: [first, insert.length] };
}

/**
 * Tell whether a list or quotation would melt into the paragraph above it.
 *
 * @param {string} before
 * @param {RegExp} known
 * @returns {boolean}
 */
function needsGap(before, known) {
  const above = before.split("\n").at(-2) ?? "";
  return above.trim() !== "" && !known.test(above);
}

/**
 * @param {string} column
 * @returns {string}
 */
function table(column) {
  return `| ${column} 1 | ${column} 2 |\n| --- | --- |\n|  |  |`;
}
