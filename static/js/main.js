/**
 * What the pages do by themselves. Everything works without it, only not by itself.
 *
 * Each behaviour is a module bound by attributes of the page, and fetched only where it is needed.
 */

/** @typedef {{start: () => void | Promise<void>}} Behaviour */

/** @type {[string, () => Promise<Behaviour>][]} A selector, and what a page that has it needs. */
const BEHAVIOURS = [
  ["[data-error-summary]", () => import("./summaries.js")],
  ["time[data-ago]", () => import("./times.js")],
  ["details[data-menu]", () => import("./menus.js")],
  ["dialog[data-dialog]", () => import("./dialogs.js")],
  ["input[type=password]", () => import("./passwords.js")],
  ["body:not([data-viewer]) [data-theme-switch]", () => import("./theme.js")],
  ["body[data-viewer]", () => import("./forms.js")],
  ["[data-editor]", () => import("./editor.js")],
  ["[data-editor-tools]", () => import("./toolbar.js")],
  ["[data-editor-tools]", () => import("./uploads.js")],
  ["[data-preview-url]", () => import("./preview.js")],
  ["[data-mentions-url]", () => import("./mentions.js")],
  ["[data-similar-url]", () => import("./similar.js")],
  ["form[data-draft-form]", () => import("./sending.js")],
  ["[data-draft-place]", () => import("./drafts.js")],
  ["form[data-draft-form]", () => import("./waiting.js")],
  ["[data-reply-form]", () => import("./replying.js")],
  ["[data-viewer] [data-posts][data-thread]", () => import("./thread.js")],
  ["[data-viewer] [data-posts][data-thread]", () => import("./reading.js")],
  ["[data-posts][data-read-number]", () => import("./resuming.js")],
  ["[data-live] [data-typing]", () => import("./typing.js")],
  ["body", () => import("./offline.js")],
];

/** Comes last: what is pushed finds everybody listening. */
const LIVE = "[data-live]";

/**
 * Start a behaviour; one that fails stops no other.
 *
 * @param {() => Promise<Behaviour>} find
 */
async function begin(find) {
  try {
    await (await find()).start();
  } catch (error) {
    reportError(error);
  }
}

/** Start what the page needs. */
export async function start() {
  const needed = BEHAVIOURS.filter(([selector]) => document.querySelector(selector));
  await Promise.all(needed.map(([, find]) => begin(find)));
  document.documentElement.dataset.awake = ""; // what tries pages by itself waits for this
  if (document.querySelector(LIVE)) {
    await begin(() => import("./live.js"));
  }
}

start();
