/** What a thread page says, in a form that two pages can be compared by. */

const plain = (text) => text?.replace(/\s+/gu, " ").trim() ?? null;

/** @returns {object} The page, without what depends on the moment. */
export function stateOfPage() {
  const list = document.querySelector("[data-posts]");
  const head = document.querySelector(".answers-head");
  return {
    title: plain(document.querySelector("[data-thread-title]")?.textContent),
    marks: plain(document.querySelector("[data-thread-marks]")?.textContent),
    notice: plain(document.querySelector("[data-thread-notice]")?.textContent),
    pointer: plain(document.querySelector("[data-thread-pointer]")?.textContent),
    answers: head?.hidden === false ? plain(head.querySelector("h2").textContent) : null,
    place: document.querySelector("[data-reply-place]")?.getAttribute("data-reply-place"),
    version: list.dataset.version,
    number: list.dataset.lastNumber,
    posts: [...list.querySelectorAll("article[data-post]")].map(stateOfPost),
  };
}

/** @param {HTMLElement} post */
function stateOfPost(post) {
  const { post: ref, number, parent, author, helpful } = post.dataset;
  return {
    ref,
    looks: [...post.classList].sort().join(" "),
    data: [number, parent, author, helpful].join(),
    author: plain(post.querySelector(".post-author")?.textContent),
    said: plain(post.querySelector(".post-head .meta span")?.textContent),
    isEdited: post.querySelector('.meta a[href$="/historique"]') !== null,
    badge: plain(post.querySelector(".post-head > .badge")?.textContent),
    text: plain(post.querySelector(".post-body, .post-gone")?.textContent),
    check: plain(post.querySelector(".post-check")?.textContent),
    actions: actionsOf(post.querySelector("[data-actions]")),
    more: plain(post.querySelector(".post-more")?.textContent),
  };
}

/** @param {Element | null} actions */
function actionsOf(actions) {
  const parts = [...(actions?.querySelectorAll("form, a[href], .post-helped") ?? [])];
  return parts
    .filter((part) => !part.hidden)
    .map((part) => {
      const button = part.querySelector("button");
      const state = `${button?.getAttribute("aria-pressed") ?? ""}${button?.disabled ? "!" : ""}`;
      const way = part.getAttribute("action") ?? part.getAttribute("href") ?? "";
      return [plain(part.textContent), way, state].join(" ");
    });
}
