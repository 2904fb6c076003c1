/** A thread as the server renders it, as far as scripts look at it. */

/**
 * Return a post as the server renders it.
 *
 * @param {number} id
 * @param {{number?: number, parent?: number | string, author?: number, body?: string, depth?: number,
 *   likes?: number, usefulness?: number, mark?: string, actions?: string, friend?: string}} [options]
 */
export function postHtml(id, options = {}) {
  const { number = id, parent = "", author = 9, body = `Texte ${id}`, depth = 0 } = options;
  const { likes = 0, mark = "", actions = "", friend = "", usefulness = 0 } = options;
  return `<article class="post depth-${depth} ${mark}" id="m${id}" data-post="forum.post:${id}"
      data-number="${number}" data-author="${author}" data-usefulness="${usefulness}" ${parent ? `data-parent="${parent}"` : ""}>
    <header class="post-head">
      <p class="post-author"><a class="person-name" href="#">Personne ${author}</a>${friend}</p>
      <p class="meta"><a class="post-link" href="#m${id}">hier</a></p></header>
    <div class="post-body">${body}</div>
    <footer data-actions="forum.post:${id}">
      <form class="toggle like" data-live-count="forum.post:${id}">
        <button>J’aime <span class="toggle-count like-count">${likes}</span></button></form>
      <a data-reply="${id}" href="?repondre=${id}#repondre">Répondre</a>${actions}
    </footer>
  </article>`;
}

/**
 * Return a thread as the server renders it.
 *
 * @param {string} posts
 * @param {string} [attributes]
 */
export function threadHtml(posts, attributes = 'data-last-number="3"') {
  return `<section data-posts data-live-topic="forum.thread:1" data-thread="1"
      data-thread-url="/questions/1" data-order="aide" data-ranked data-version="3" ${attributes}>
    <div data-news hidden><button data-news-show><span data-news-label></span></button></div>
    ${posts}
  </section>`;
}

/**
 * Return what the server says came after a post: posts, and the state of the thread.
 *
 * @param {string} posts
 * @param {{version?: number, number?: number, answers?: string}} state
 */
export function newsHtml(posts, { version, number = 3, answers = "" } = {}) {
  const said = version === undefined ? "" : `data-version="${version}"`;
  return `${posts}<div data-thread-state data-last-number="${number}" ${said}>
    <p data-thread-title>Titre</p><p data-answer-count>${answers}</p></div>`;
}

/** @returns {string[]} The posts on the page, in order. */
export function idsOnPage() {
  return [...document.querySelectorAll("article[data-post]")].map((post) => post.id.slice(1));
}
