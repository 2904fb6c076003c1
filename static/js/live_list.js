/**
 * A list of threads that grows while it is looked at, `[data-growing]`: "3 nouvelles questions".
 *
 * Nothing moves by itself. What is new is counted on a bar; a tap brings the list as it is now, what
 * is new in it marked. After each return the server is asked again, so nothing is counted twice.
 *
 * @typedef {{id: number, kind: string}} Fresh
 */

import { announce } from "./announce.js";
import { rowOf, showFresh, THREADS } from "./new_rows.js";
import { afterPause } from "./pauses.js";
import { ask, dataOf } from "./requests.js";
import { words } from "./words.js";

const BREATH = 1200; // milliseconds during which new threads are put into one sentence
const SPREAD = 2000; // a restarted server is not asked by everybody at the same moment

/** Follow the list of the page. */
export function start() {
  const place = document.querySelector("[data-growing]");
  if (place instanceof HTMLElement) {
    follow(place);
  }
}

/** @param {HTMLElement} place */
function follow(place) {
  /** @type {Map<number, string>} Threads that are new, and their kinds. */
  let told = new Map();
  const speak = afterPause(BREATH, () => {
    if (told.size > 0) {
      announce(sentence(told));
    }
  });
  const show = () => showBar(place, told);
  const askAgain = asker(place, (found) => {
    const isMore = found.some(({ id }) => !told.has(id));
    told = new Map(found.map(({ id, kind }) => [id, kind]));
    show();
    if (isMore) {
      speak();
    }
  });
  place.addEventListener("live:thread.opened", (event) => {
    const { ref, kind, tags } =
      /** @type {CustomEvent<{ref: string, kind: string, tags: string[]}>} */ (event).detail;
    const id = numberIn(ref);
    if (fits(place, kind, tags) && !told.has(id) && !rowOf(id)) {
      told.set(id, kind);
      show();
      speak();
    }
  });
  const ends = place.dataset.growing === "sans-reponse" ? ["gone", "answered"] : ["gone"];
  for (const end of ends) {
    place.addEventListener(`live:thread.${end}`, (event) => {
      told.delete(numberIn(/** @type {CustomEvent<{ref: string}>} */ (event).detail.ref));
      show();
    });
  }
  place.addEventListener("live:watched", () => askAgain(0));
  place.addEventListener("live:refresh", () => askAgain(SPREAD));
  place.querySelector("[data-news-show]")?.addEventListener("click", async () => {
    if (await showFresh(place, THREADS, [...told.keys()])) {
      told.clear();
      show();
    }
  });
}

/**
 * Return a function that asks what is new. What is pushed meanwhile makes it ask once more.
 *
 * @param {HTMLElement} place
 * @param {(found: Fresh[]) => void} take
 * @returns {(spread: number) => void}
 */
function asker(place, take) {
  let turn = 0;
  const run = async () => {
    turn += 1;
    const mine = turn;
    const { freshUrl = "", since = "0" } = place.dataset;
    const data = dataOf(await ask(`${freshUrl}&depuis=${since}`));
    if (data === null || since !== place.dataset.since || mine !== turn) {
      return; // no line; or the list was brought meanwhile, or it was asked for again
    }
    const { threads } = /** @type {{threads: Fresh[]}} */ (data);
    take(threads.filter(({ id }) => !rowOf(id)));
  };
  let isAsking = false;
  const again = async () => {
    isAsking = true;
    await run();
    isAsking = false;
  };
  place.addEventListener("live:thread.opened", () => {
    if (isAsking) {
      again();
    }
  });
  return (spread) => {
    setTimeout(again, spread * Math.random());
  };
}

/**
 * Tell whether a new thread would stand in this list.
 *
 * @param {HTMLElement} place
 * @param {string} kind
 * @param {string[]} tags
 * @returns {boolean}
 */
function fits(place, kind, tags) {
  const { tag, growing } = place.dataset;
  const hasTag = tag === undefined || tags.some((each) => each.toLowerCase() === tag);
  return hasTag && (growing === "recentes" || kind === "question");
}

/**
 * @param {HTMLElement} place
 * @param {Map<number, string>} told
 */
function showBar(place, told) {
  const bar = place.querySelector("[data-news]");
  const label = bar?.querySelector("[data-news-label]");
  if (bar && label) {
    label.textContent = sentence(told);
    bar.toggleAttribute("hidden", told.size === 0);
  }
}

/**
 * @param {Map<number, string>} told
 * @returns {string}
 */
function sentence(told) {
  const areQuestions = [...told.values()].every((kind) => kind === "question");
  return areQuestions ? words().newQuestions(told.size) : words().newThreads(told.size);
}

/**
 * @param {string} ref As in "forum.thread:12".
 * @returns {number}
 */
function numberIn(ref) {
  return Number(ref.split(":")[1]);
}
