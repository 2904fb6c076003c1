/** Without a line: `sw.js` keeps what was opened before, and what was written leaves later. */

import { forgetPerson, kept } from "./storage.js";

const WORKER = "/sw.js";
/** The same name as in `sw.js`. */
const PAGES = "entraide-pages";
const FORM = "form[data-draft-form]";

/** Let the pages go that were kept of somebody who is signed out, here or from elsewhere. */
export function forgetPages() {
  globalThis.caches?.delete(PAGES);
}

/** Register the worker; let everything personal go when somebody signs out. */
export async function start() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && new URL(form.action).pathname === "/deconnexion") {
      forgetPerson();
      forgetPages();
    }
  });
  const { serviceWorker } = /** @type {{serviceWorker?: ServiceWorkerContainer}} */ (navigator);
  if (serviceWorker) {
    const isFirst = serviceWorker.controller === null;
    const registered = serviceWorker.register(WORKER);
    registered.then(
      () => (isFirst ? keepThisPage(serviceWorker) : undefined),
      () => {}, // a browser that refuses reads with a line, as before
    );
  }
  // A page with a form shows by itself what waits there; others only have to send it.
  if (kept("outbox") && document.body.dataset.viewer && !document.querySelector(FORM)) {
    (await import("./outbox_view.js")).start();
  }
}

/** @param {ServiceWorkerContainer} serviceWorker */
async function keepThisPage(serviceWorker) {
  const { active } = await serviceWorker.ready;
  active?.postMessage({ keep: location.pathname + location.search });
}
