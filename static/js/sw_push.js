/**
 * Pushes, in the service worker: shown, opened, put away. Brought by `sw.js`; a classic script, as
 * that one, whose names it sees. One line of notices is one notification (its tag), so that a newer
 * one takes its place.
 */

const LIST = "/notifications";
const WAYS_IN_AND_OUT = /^\/(connexion|deconnexion)$/u;

/** Those that come at once are shown one after the other. */
let shownSoFar = Promise.resolve();

worker.addEventListener("push", (/** @type {any} */ event) => {
  const said = event.data.json();
  shownSoFar = shownSoFar.then(() => showPush(said)).catch(() => {});
  event.waitUntil(shownSoFar);
});

worker.addEventListener("notificationclick", (/** @type {any} */ event) => {
  const { data, tag } = event.notification;
  event.notification.close();
  event.waitUntil(Promise.all([openPush(data?.url), readPush(tag)]));
});

worker.addEventListener("pushsubscriptionchange", (/** @type {any} */ event) => {
  event.waitUntil(renewPush(event));
});

worker.addEventListener("message", (/** @type {any} */ event) => {
  const read = event.data?.read;
  if (read) {
    const isRead = (/** @type {string} */ tag) =>
      read.unread === 0 || read.ids.some((/** @type {number} */ id) => tag === `bundle-${id}`);
    event.waitUntil(putAwayPushes(isRead, read.unread));
  }
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const isDoor = WAYS_IN_AND_OUT.test(new URL(event.request.url).pathname);
  if (event.request.method === "POST" && isDoor) {
    event.waitUntil(putAwayPushes(() => true, 0)); // whoever comes next may be somebody else
  }
});

/**
 * Show what was said; what is late, or comes twice, leaves what is shown as it is, without a sound.
 *
 * @param {any} said
 */
async function showPush(said) {
  const shown = await worker.registration.getNotifications({ tag: said.tag });
  const newer = shown.find((/** @type {any} */ one) => one.data?.seq >= said.seq);
  const { url, seq } = newer?.data ?? said;
  countUnread(said.unread);
  await worker.registration.showNotification(said.title, {
    body: newer?.body ?? said.text,
    tag: said.tag,
    lang: said.lang,
    renotify: !newer,
    silent: Boolean(newer),
    icon: "/static/kept/img/icon-192.png",
    badge: "/static/kept/img/icon-192.png",
    data: { url, seq },
  });
}

/**
 * Go to the tab that shows it already, or open one: what is written in another stays there.
 *
 * @param {unknown} url
 */
async function openPush(url) {
  const address = new URL(typeof url === "string" ? url : LIST, worker.location.origin);
  const isOurs = address.origin === worker.location.origin;
  const wanted = isOurs ? address : new URL(LIST, worker.location.origin);
  const tabs = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const same = tabs.find((/** @type {any} */ tab) => new URL(tab.url).pathname === wanted.pathname);
  await (same ? same.focus() : worker.clients.openWindow(wanted.href));
}

/**
 * Who follows a notice has read it; one that tells of several lines leads to them unread.
 *
 * @param {string} tag
 */
async function readPush(tag) {
  const bundle = /^bundle-(\d+)$/u.exec(tag)?.[1];
  if (bundle) {
    await post(`/notifications/${bundle}/lue`, new URLSearchParams());
  }
}

/** @param {any} event The push service has given this browser another address. */
async function renewPush({ oldSubscription, newSubscription }) {
  const { pushManager } = worker.registration;
  const fresh = newSubscription ?? (await pushManager.subscribe(oldSubscription.options));
  const { endpoint, keys } = fresh.toJSON();
  const body = new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth });
  await post("/parametres/lettres/appareil", body);
}

/**
 * @param {string} address
 * @param {URLSearchParams} body
 */
async function post(address, body) {
  const headers = { "X-Fragment": "1" };
  await fetch(address, { method: "POST", credentials: "same-origin", headers, body });
}

/**
 * @param {(tag: string) => boolean} isRead
 * @param {number} unread
 */
async function putAwayPushes(isRead, unread) {
  for (const one of await worker.registration.getNotifications()) {
    if (isRead(one.tag)) {
      one.close();
    }
  }
  countUnread(unread);
}

/** @param {number} unread Shown on the icon of the installed site, where there is one. */
function countUnread(unread) {
  const icon = worker.navigator;
  const done = unread > 0 ? icon?.setAppBadge?.(unread) : icon?.clearAppBadge?.();
  done?.catch(() => {});
}
