/**
 * Keeps the draft of one form. The server numbers the versions of a draft, and whoever saves names
 * the version they know, so two windows never overwrite each other: the person chooses.
 *
 * @typedef {import("./draft_texts.js").DraftText} DraftText
 */

import { Desk } from "./draft_client.js";
import { emptyText, fill, isEmpty, isSame, isUntouched, typedIn } from "./draft_texts.js";
import { offer, say } from "./draft_words.js";
import { waitingAt } from "./outbox.js";
import { afterPause } from "./pauses.js";
import { hasComeBack } from "./return_visit.js";
import { words } from "./words.js";

const PAUSE = 1500; // milliseconds of rest
const ANSWERED = "[data-error-summary], .editor-shown"; // what was typed is shown again

export class Keeper {
  /** Two texts compete for this place; until the person chooses, neither overwrites the other. */
  #isUndecided = false;
  /**
   * @param {HTMLFormElement} form
   * @param {string} place
   */
  constructor(form, place) {
    this.form = form;
    this.desk = new Desk(place, typedIn(form));
    this.saveSoon = afterPause(PAUSE, () => this.#save());
  }

  /** Find what was being written here, unless the form writes elsewhere by then. */
  async open() {
    const { desk, form } = this;
    const found = await desk.load();
    const mine = typedIn(form);
    const isAnswered = form.querySelector(ANSWERED) !== null || waitingAt(desk.place);
    const isItsForm = found.isOurs || hasComeBack() || "draftShown" in form.dataset;
    if (desk !== this.desk) {
      return;
    }
    if (isEmpty(found) || isAnswered) {
      this.saveSoon();
    } else if (isEmpty(mine) || isSame(mine, found) || (isItsForm && isUntouched(form))) {
      fill(form, found, { hasChoices: hasComeBack() || found.isOurs || !location.search });
      say(form, isSame(mine, found) ? "" : words().draftFound);
      this.saveSoon();
    } else {
      this.#letChoose(words().draftWaits, words().takeDraft, found);
    }
  }

  /** The page is shown again as it was left, and what it saved on leaving has another number. */
  async returned() {
    this.saveSoon.cancel();
    await this.desk.load();
    this.saveSoon();
  }

  /** The text was sent: its draft is let go by the server. */
  sent() {
    this.saveSoon.cancel();
    this.desk.close();
    this.#isUndecided = false;
    say(this.form, "");
    this.desk = new Desk(this.desk.place, typedIn(this.form));
  }

  /**
   * The form writes elsewhere now, and what was typed comes along.
   *
   * @param {string} place
   */
  move(place) {
    this.saveSoon.cancel();
    if (!isEmpty(typedIn(this.form))) {
      this.desk.drop();
    }
    this.#isUndecided = false;
    this.desk = new Desk(place, emptyText());
    this.open();
  }

  /** The page is left, perhaps for good; what nobody typed is not worth more than an open offer. */
  leave() {
    if (!this.#isUndecided || !isUntouched(this.form)) {
      this.desk.saveOnLeaving(typedIn(this.form), this.#isUndecided);
    }
  }

  async #save() {
    if (this.form.getAttribute("aria-busy") === "true") {
      this.saveSoon(); // it is being sent: its draft must not come back afterwards
      return;
    }
    const { desk } = this;
    if (this.#isUndecided || waitingAt(desk.place)) {
      return;
    }
    const text = typedIn(this.form);
    const outcome = await desk.save(text);
    if (desk !== this.desk || outcome === "same") {
      return;
    }
    if (outcome === "conflict") {
      await this.#settle(text);
    } else if (outcome === "saved") {
      say(this.form, isEmpty(text) ? "" : words().draftSaved);
    } else {
      say(this.form, outcome === "device" ? words().draftOnDevice : words().draftRefused);
    }
  }

  /** @param {DraftText} mine */
  async #settle(mine) {
    const { desk } = this;
    const theirs = await desk.load();
    if (desk.hasSent(theirs)) {
      this.saveSoon(); // it was ours: the answer was lost on its way
    } else if (desk === this.desk && !isSame(mine, theirs)) {
      this.#letChoose(words().otherWindow, words().takeOther, theirs);
    }
  }

  /**
   * @param {string} sentence
   * @param {string} takeLabel
   * @param {DraftText} theirs
   */
  #letChoose(sentence, takeLabel, theirs) {
    this.#isUndecided = true;
    offer(this.form, sentence, [
      [takeLabel, () => this.#swap(theirs)],
      [words().keepMine, () => this.#decide()],
    ]);
  }

  /** @param {DraftText} wanted */
  #swap(wanted) {
    const mine = typedIn(this.form);
    fill(this.form, wanted);
    offer(this.form, words().draftTaken, [[words().takeBack, () => this.#swap(mine)]]);
    this.#decide();
  }

  #decide() {
    this.#isUndecided = false;
    this.saveSoon();
  }
}
