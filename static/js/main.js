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
  ["[data-cover]", () => import("./cover.js")],
  ["[data-preview-url]", () => import("./preview.js")],
  ["[data-mentions-url]", () => import("./mentions.js")],
  ["[data-similar-url]", () => import("./similar.js")],
  ["form[data-draft-form]", () => import("./form_submit.js")],
  ["[data-draft-place]", () => import("./drafts.js")],
  ["form[data-draft-form]", () => import("./outbox_view.js")],
  ["[data-reply-form]", () => import("./reply_box.js")],
  ["[data-viewer] [data-posts][data-thread]", () => import("./thread.js")],
  ["[data-viewer] [data-posts][data-thread]", () => import("./read_tracker.js")],
  ["[data-posts][data-read-number]", () => import("./resume_position.js")],
  ["[data-live] [data-mark]", () => import("./marks.js")],
  ["[data-live] [data-notices]", () => import("./notice_lines.js")],
  ["[data-live]", () => import("./read_on_click.js")],
  ["form[data-look]", () => import("./seen_on_view.js")],
  ["[data-live] [data-growing]", () => import("./live_list.js")],
  ["[data-live] [data-typing]", () => import("./typing.js")],
  ["[data-push]", () => import("./push_switch.js")],
  ["[data-push-offer]", () => import("./push_offer.js")],
  ["[data-reading-url]", () => import("./reading.js")],
  ["[data-print]", () => import("./print.js")],
  ["body", () => import("./offline.js")],
];

const LIVE = "[data-live]";
/** Milliseconds before a module is asked for again, when the line broke while it came. */
const PAUSES = [2000, 5000, 10_000, 30_000];

/**
 * Start a behaviour; one that fails stops no other, and one that was not brought is asked for again.
 *
 * @param {() => Promise<Behaviour>} find
 * @param {number[]} [pauses]
 */
async function begin(find, [pause, ...more] = PAUSES) {
  try {
    const behaviour = await find().catch((error) => {
      if (pause === undefined) {
        throw error;
      }
      setTimeout(() => begin(find, more), pause);
    });
    await behaviour?.start();
  } catch (error) {
    reportError(error);
  }
}

/** @returns {Promise<Behaviour>} The socket, with all that it needs when the line breaks. */
async function findLive() {
  const live = await import("./live.js");
  await live.prepare();
  return live;
}

/** Start what the page needs. */
export async function start() {
  const needed = BEHAVIOURS.filter(([selector]) => document.querySelector(selector));
  const isLive = document.querySelector(LIVE) !== null;
  const brought = isLive ? findLive().catch(() => {}) : undefined; // along with the others
  await Promise.all([...needed.map(([, find]) => begin(find)), brought]);
  document.documentElement.dataset.awake = ""; // what tries pages by itself waits for this
  if (isLive) {
    await begin(findLive); // comes last: what is pushed finds everybody listening
  }
}

start();
