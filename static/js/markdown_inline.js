/**
 * Marks inside a line: bold, italic, code, links.
 *
 * @typedef {import("./markdown.js").Edit} Edit
 */

const ADDRESS = /^(https?:\/\/|www\.)\S+$/u;

/**
 * Put a mark around the selection, or take it away.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} mark
 * @param {string} filler
 * @returns {Edit}
 */
export function wrap(text, start, end, mark, filler) {
  const size = mark.length;
  const isWrapped =
    text.slice(start - size, start) === mark &&
    text.slice(end, end + size) === mark &&
    !(mark === "*" && text.slice(start - 2, start) === "**");
  if (isWrapped && start < end) {
    const inside = text.slice(start, end);
    return { from: start - size, to: end + size, insert: inside, select: [0, inside.length] };
  }
  // Spaces at the ends would keep the marks from being understood: they go outside.
  const [, lead = "", inside = "", tail = ""] =
    /^(\s*)(.*?)(\s*)$/su.exec(text.slice(start, end)) ?? [];
  const words = inside || filler;
  const first = lead.length + size;
  const insert = `${lead}${mark}${words}${mark}${tail}`;
  return { from: start, to: end, insert, select: [first, first + words.length] };
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} filler
 * @returns {Edit}
 */
export function code(text, start, end, filler) {
  const selected = text.slice(start, end);
  if (!selected.includes("\n")) {
    return wrap(text, start, end, "`", filler);
  }
  const insert = `\`\`\`\n${selected}\n\`\`\``;
  return { from: start, to: end, insert, select: [4, 4 + selected.length] };
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {string} filler
 * @returns {Edit}
 */
export function link(text, start, end, filler) {
  const selected = text.slice(start, end).trim();
  const isAddress = ADDRESS.test(selected);
  const words = isAddress || selected === "" ? filler : selected;
  const address = isAddress ? selected : "https://";
  const insert = `[${words}](${address})`;
  const first = isAddress ? 1 : words.length + 3;
  const length = isAddress ? words.length : address.length;
  return { from: start, to: end, insert, select: [first, first + length] };
}
