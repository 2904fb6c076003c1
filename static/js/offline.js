/** Reading what was opened before without a line: registers `sw.js`, which keeps it. */

import { forgetPerson } from "./storage.js";

const WORKER = "/sw.js";
/** The same name as in `sw.js`. */
const PAGES = "entraide-pages";

/** Register the worker; let everything personal go when somebody signs out. */
export function start() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && new URL(form.action).pathname === "/deconnexion") {
      forgetPerson();
      globalThis.caches?.delete(PAGES);
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
}

/** @param {ServiceWorkerContainer} serviceWorker */
async function keepThisPage(serviceWorker) {
  const { active } = await serviceWorker.ready;
  active?.postMessage({ keep: location.pathname + location.search });
}
