/**
 * For whom pages are kept, in the service worker: as soon as an answer is for somebody else, or
 * for nobody, the pages of the person before go. So a session that was ended at another device
 * leaves nothing to read here. Brought by `sw.js`; a classic script, whose names it sees.
 */

/** Where the reader of the kept pages is noted, beside what is nobody's. */
const READER = "/static/kept/reader";

worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data?.forget) {
    event.waitUntil(caches.delete(PAGES));
  }
});

/**
 * Let the kept pages go when an answer says that another reader is here. An answer that leads on
 * says nothing; the next one does.
 *
 * @param {Response} response
 */
async function letGoOfOthers(response) {
  if (response.type !== "basic" || response.status >= 500) {
    return;
  }
  const reader = response.headers.get("X-Account") ?? "";
  const notes = await caches.open(STATIC);
  const known = await (await notes.match(READER))?.text();
  if ((known ?? "") !== reader) {
    if (known) {
      await caches.delete(PAGES);
    }
    await notes.put(READER, new Response(reader));
  }
}

worker.askLine = async (/** @type {Request} */ request) => {
  const response = await fetch(request);
  await letGoOfOthers(response);
  return response;
};
