/** The number of answers above them, `[data-answer-count]`. */

import { words } from "./words.js";

/**
 * Count an answer that has just come in.
 *
 * @param {EventTarget | null} post
 */
export function countAnswer(post) {
  const heading = document.querySelector("[data-answer-count]");
  const isAnswer = post instanceof HTMLElement && !post.dataset.parent;
  if (!(heading instanceof HTMLElement) || !isAnswer) {
    return;
  }
  const count = Number(heading.dataset.answerCount ?? 0) + 1;
  heading.dataset.answerCount = String(count);
  const isTalk = heading.dataset.kind === "discussion";
  heading.textContent = isTalk ? words().contributions(count) : words().answers(count);
}
