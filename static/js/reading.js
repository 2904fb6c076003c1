/** Tells the site, without a cookie, that an article was read to its end: `[data-reading-url]`. */

import { ask } from "./requests.js";

/** Milliseconds: nobody reads an article in less. */
const LEAST = 8000;

/** Watch for the end of the article. */
export function start() {
  const end = document.querySelector("[data-reading-url]");
  if (!(end instanceof HTMLElement)) {
    return;
  }
  const begun = performance.now();
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      observer.disconnect();
      setTimeout(() => tell(end), Math.max(0, LEAST - (performance.now() - begun)));
    }
  });
  observer.observe(end);
}

/** @param {HTMLElement} end */
function tell(end) {
  ask(end.dataset.readingUrl ?? "", { method: "POST", outlivesPage: true });
}
