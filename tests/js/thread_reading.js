/** A thread that is being read: its scripts run, and a test plays the server. */

import { start } from "../../static/js/thread.js";
import { happen, openPage, serve } from "./page.js";
import { newsHtml, postHtml, threadHtml } from "./thread_play.js";

export const THREAD = threadHtml(postHtml(1) + postHtml(2) + postHtml(3));

/** What the server was asked. */
export let asked = [];

/** Open the thread; the server answers with these posts when it is asked for news. */
export function read(thread = THREAD, news = () => newsHtml("", { version: 3 })) {
  openPage(thread);
  asked = serve((address) => ({ text: address.includes("nouveautes") ? news(address) : "" }));
  start();
  return document.querySelector("[data-posts]");
}

/** Push the state of the thread that comes next, or another one. */
export function push(list, html, more = {}) {
  const { name = "post.added", version = Number(list.dataset.version) + 1 } = more;
  const number = Number(/data-number="(\d+)"/u.exec(html)?.[1] ?? 0);
  happen(list, `live:${name}`, { html, topic: "forum.thread:1", number, ...more, version });
}
