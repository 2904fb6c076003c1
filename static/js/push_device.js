/** This browser as a device that can be told while the site is closed. */

/** @typedef {"without" | "denied" | "off" | "on"} PushState */

/** @returns {boolean} Whether this browser can be told at all. */
export function isAble() {
  return (
    "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis
  );
}

/**
 * Return how things stand. Asks the person nothing.
 *
 * @param {string} key Public key of the site; empty where it cannot push.
 * @param {boolean} isKnown The server knows this browser as a device.
 * @returns {Promise<PushState>}
 */
export async function stateOf(key, isKnown) {
  if (key === "" || !isAble()) {
    return "without";
  }
  if (Notification.permission === "denied") {
    return "denied";
  }
  const known = isKnown ? await ours(key) : null;
  return known && Notification.permission === "granted" ? "on" : "off";
}

/**
 * Ask the push service of the browser for an address. Called after a gesture only: it may ask.
 *
 * @param {string} key
 * @returns {Promise<Record<"endpoint" | "p256dh" | "auth", string> | null>} `null`: not allowed.
 */
export async function subscribe(key) {
  if ((await Notification.requestPermission()) !== "granted") {
    return null;
  }
  const known = await ours(key);
  const { pushManager } = await navigator.serviceWorker.ready;
  if (!known) {
    await (await pushManager.getSubscription())?.unsubscribe(); // it was for another key
  }
  const wish = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  const { endpoint = "", keys = {} } = (known ?? (await pushManager.subscribe(wish))).toJSON();
  return { endpoint, p256dh: keys.p256dh ?? "", auth: keys.auth ?? "" };
}

/** Let the address go. */
export async function unsubscribe() {
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
}

/**
 * Have the worker put away what it shows of notices that were read here or elsewhere.
 *
 * @param {{unread: number, ids?: number[]}} read
 */
export function putAway({ unread, ids = [] }) {
  const { serviceWorker } = /** @type {{serviceWorker?: ServiceWorkerContainer}} */ (navigator);
  serviceWorker?.controller?.postMessage({ read: { unread, ids } });
}

/**
 * @param {string} key
 * @returns {Promise<PushSubscription | null>} The address for this key, if there is one.
 */
async function ours(key) {
  const registration = await navigator.serviceWorker.getRegistration();
  const known = await registration?.pushManager.getSubscription();
  const used = new Uint8Array(known?.options.applicationServerKey ?? new ArrayBuffer(0));
  return known && String(used) === String(bytesOf(key)) ? known : null;
}

/**
 * @param {string} key In base64url.
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytesOf(key) {
  const plain = atob(key.replace(/-/gu, "+").replace(/_/gu, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
