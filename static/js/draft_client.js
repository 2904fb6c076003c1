/**
 * One draft on the server, as this window knows it.
 *
 * @typedef {import("./draft_texts.js").DraftText} DraftText
 * @typedef {"saved" | "same" | "conflict" | "device" | "refused"} Outcome "device": kept only here.
 */

import { emptyText, isEmpty, isIdentical, isSame, textFrom, versionOf } from "./draft_texts.js";
import { ask, dataOf } from "./requests.js";
import { keep, kept } from "./storage.js";

export class Desk {
  #line = new AbortController();
  #version = 0;
  #known;
  /** @type {DraftText | null} */
  #sent = null;
  /** @type {Promise<unknown>} Saves go one after the other, or each would be the other's conflict. */
  #before = Promise.resolve();

  /**
   * @param {string} place
   * @param {DraftText} shown What the form held when the page came: not worth keeping.
   */
  constructor(place, shown) {
    this.place = place;
    this.address = `/brouillons/${encodeURIComponent(place)}`;
    this.local = `draft.${document.body.dataset.viewer}.${place}`;
    this.#known = shown;
  }

  /**
   * Return what was kept: on the server, or here when that is newer.
   *
   * @returns {Promise<DraftText & {isOurs: boolean}>} `isOurs`: written in this browser, since.
   */
  async load() {
    const theirs = dataOf(await ask(this.address));
    const mine = kept(this.local);
    if (theirs !== null) {
      this.#version = versionOf(theirs);
      const text = textFrom(theirs);
      this.#known = isEmpty(text) ? this.#known : text;
    }
    const isNewer = mine !== null && (theirs === null || mine.version === this.#version);
    return { ...textFrom(isNewer ? mine : theirs), isOurs: isNewer };
  }

  /**
   * Tell whether a text is the last that was sent from here: the line may have lost the answer.
   *
   * @param {DraftText} text
   * @returns {boolean}
   */
  hasSent(text) {
    return this.#sent !== null && isSame(text, this.#sent);
  }

  /**
   * Keep a text, after what is being kept at the moment.
   *
   * @param {DraftText} text
   * @returns {Promise<Outcome>}
   */
  save(text) {
    const turn = this.#before.then(() => this.#send(text));
    this.#before = turn;
    return turn;
  }

  /**
   * Keep a text though the page goes away.
   *
   * @param {DraftText} text
   * @param {boolean} isOnlyHere Not on the server.
   */
  saveOnLeaving(text, isOnlyHere) {
    if (this.#line.signal.aborted || isIdentical(text, this.#known)) {
      return;
    }
    this.#keepHere(text);
    this.#sent = text;
    if (!isOnlyHere) {
      ask(this.address, { method: "POST", body: this.#fields(text), outlivesPage: true });
    }
  }

  /** Let the draft go: its text is elsewhere now. */
  drop() {
    this.close();
    if (this.#version > 0) {
      ask(this.address, { method: "POST", body: this.#fields(emptyText()) });
    }
  }

  /** Save nothing any more: the text was sent, and the server let the draft go. */
  close() {
    this.#line.abort();
    keep(this.local, null);
  }

  /**
   * @param {DraftText} text
   * @returns {Promise<Outcome>}
   */
  async #send(text) {
    const { signal } = this.#line;
    if (signal.aborted || isIdentical(text, this.#known)) {
      return "same";
    }
    this.#sent = text;
    const answer = await ask(this.address, { method: "POST", body: this.#fields(text), signal });
    if (signal.aborted) {
      return "same";
    }
    if (answer.kind === "done") {
      this.#version = versionOf(dataOf(answer));
      this.#known = text;
      keep(this.local, null);
      return "saved";
    }
    if (answer.status === 409) {
      return "conflict";
    }
    return this.#keepHere(text) && answer.kind === "lost" ? "device" : "refused";
  }

  /**
   * @param {DraftText} text
   * @returns {boolean}
   */
  #keepHere(text) {
    return keep(this.local, { ...text, version: this.#version });
  }

  /**
   * @param {DraftText} text
   * @returns {URLSearchParams}
   */
  #fields(text) {
    const { fields, ...words } = text;
    const version = String(this.#version);
    return new URLSearchParams({ ...words, fields: JSON.stringify(fields), version });
  }
}
