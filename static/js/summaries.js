/** The list of what to correct in a refused form, `[data-error-summary]`, is read first. */

/** Bring the reader to it. */
export function start() {
  const summary = document.querySelector("[data-error-summary]");
  if (summary instanceof HTMLElement) {
    summary.focus();
  }
}
