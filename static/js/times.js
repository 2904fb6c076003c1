/**
 * Moments of this week said as people say them: `time[data-ago]` becomes "il y a 5 minutes".
 *
 * Days are those of the calendar where the reader is: what was written at 23:00 was written
 * yesterday an hour later, and 47 hours ago is the day before yesterday.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Days; what is older keeps its date. */
const LIMIT = 7;

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
  const days = daysBetween(at, now);
  if (!(age > -MINUTE && days < LIMIT)) {
    return null;
  }
  const say = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (age < MINUTE) {
    return say.format(0, "second");
  }
  if (age < HOUR) {
    return say.format(-Math.floor(age / MINUTE), "minute");
  }
  if (days === 0) {
    return say.format(-Math.floor(age / HOUR), "hour");
  }
  return say.format(-days, "day");
}

/**
 * Count the midnights between two moments, where the reader is.
 *
 * @param {number} at
 * @param {number} now
 */
function daysBetween(at, now) {
  // Rounded: a day on which clocks change has 23 or 25 hours.
  return Math.round((midnight(now) - midnight(at)) / DAY);
}

/** @param {number} moment */
function midnight(moment) {
  return new Date(moment).setHours(0, 0, 0, 0);
}
