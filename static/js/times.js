/** Moments of this week said as people say them: `time[data-ago]` becomes "il y a 5 minutes". */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What is older keeps its date. */
const LIMIT = 7 * DAY;

/** Keep the moments of the page fresh, once a minute while somebody looks. */
export function start() {
  const refresh = () => {
    if (document.visibilityState === "visible") {
      tell(document, Date.now());
    }
  };
  refresh();
  setInterval(refresh, MINUTE);
  document.addEventListener("visibilitychange", refresh);
  document.addEventListener("post:arrived", refresh);
  document.addEventListener("post:changed", refresh);
  document.addEventListener("list:shown", refresh);
}

/**
 * Say all moments under a node as seen from now.
 *
 * @param {ParentNode} root
 * @param {number} now
 */
export function tell(root, now) {
  const language = document.documentElement.lang;
  for (const element of root.querySelectorAll("time[data-ago]")) {
    const said = agoOf(Date.parse(element.getAttribute("datetime") ?? ""), now, language);
    if (said && element.textContent !== said) {
      element.textContent = said;
    }
  }
}

/**
 * Say how long ago a moment was.
 *
 * @param {number} at
 * @param {number} now
 * @param {string} language
 * @returns {string | null} `null` for a moment to come, or one that is better said by its date.
 */
export function agoOf(at, now, language) {
  const age = now - at;
  if (!(age > -MINUTE && age < LIMIT)) {
    return null;
  }
  const say = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (age < MINUTE) {
    return say.format(0, "second");
  }
  if (age < HOUR) {
    return say.format(-Math.floor(age / MINUTE), "minute");
  }
  if (age < DAY) {
    return say.format(-Math.floor(age / HOUR), "hour");
  }
  return say.format(-Math.floor(age / DAY), "day");
}
