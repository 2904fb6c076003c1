/**
 * The place to answer, `[data-reply-place]`, as the thread is closed or opened while it is read. What
 * somebody is writing there stays: what is to be known is said above it.
 */

/**
 * Show the place to answer as the server would show it now.
 *
 * @param {ParentNode} page
 */
export function showReplyPlace(page) {
  const old = document.querySelector("[data-reply-place]");
  const fresh = page.querySelector("[data-reply-place]");
  if (!old || !fresh || nameOf(old) === nameOf(fresh)) {
    return;
  }
  const text = old.querySelector("[data-editor-text]");
  const isBusy = text instanceof HTMLTextAreaElement && text.value.trim() !== "";
  if (isBusy) {
    for (const said of old.querySelectorAll(":scope > .notice-box")) {
      said.remove();
    }
    old.prepend(...fresh.querySelectorAll(":scope > .notice-box"));
  } else {
    old.replaceChildren(...fresh.childNodes);
  }
  old.setAttribute("data-reply-place", nameOf(fresh));
}

/**
 * @param {Element} place
 * @returns {string} Who may answer: "open", "closed" and so on.
 */
function nameOf(place) {
  return place.getAttribute("data-reply-place") ?? "";
}
