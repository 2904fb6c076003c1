/** The one question, `[data-push-offer]`: shown where the answer can still be yes. */

import { isAble } from "./push_device.js";

/** Show it, unless this browser cannot be told or its person has decided already. */
export function start() {
  const offer = document.querySelector("[data-push-offer]");
  if (isAble() && Notification.permission === "default") {
    offer?.removeAttribute("hidden");
  }
}
