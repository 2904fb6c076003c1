/** Going back to a page, or loading it again: what was in its forms is expected to be there. */

/** @returns {boolean} Whether the person came to this page so. */
export function hasComeBack() {
  const [arrival] = performance.getEntriesByType("navigation");
  const { type } = /** @type {{type?: string}} */ (arrival ?? {});
  return type === "back_forward" || type === "reload";
}
