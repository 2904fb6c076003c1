/** English. */

import { isolated } from "./directions.js";
import { pluralsOf } from "./plurals.js";

const plural = pluralsOf("en");
const list = new Intl.ListFormat("en");

export const english = {
  // What went wrong, and what to do.
  notSent: "No connection: nothing was sent. Try again in a moment.",
  refused: "This was refused. Load the page again and try once more.",
  signedOut: "You are no longer signed in. Sign in again to go on.",
  notLoaded: "No connection: the list could not be loaded. Try again in a moment.",
  otherAccount: "Somebody else is signed in in this browser. Load the page again to go on.",
  notTold: "This browser cannot be told while the site is closed. Try again later.",
  backOnLine: "The connection is back.",

  // Threads.
  newReplies: (/** @type {number} */ count) =>
    plural(count, "{count} new answer", "{count} new answers"),
  newQuestions: (/** @type {number} */ count) =>
    count > 99
      ? "More than 99 new questions"
      : plural(count, "{count} new question", "{count} new questions"),
  newThreads: (/** @type {number} */ count) =>
    count > 99
      ? "More than 99 new threads"
      : plural(count, "{count} new thread", "{count} new threads"),
  newNotices: (/** @type {number} */ count) =>
    plural(count, "{count} new notification", "{count} new notifications"),
  fresh: "New",
  resume: (/** @type {number} */ count) =>
    plural(
      count,
      "Go on where I was: {count} new answer",
      "Go on where I was: {count} new answers",
    ),
  newSince: "New since your last visit",
  readers: (/** @type {number} */ count) =>
    count < 100
      ? plural(count, "{count} person reads along", "{count} people read along")
      : plural(count, "", "More than {count} people read along"),
  writing: (/** @type {string[]} */ names) =>
    `${list.format(names.map(isolated))} ${names.length > 1 ? "are" : "is"} writing…`,
  manyWrite: "Several people are writing…",
  pauseLive: "Stop showing new answers by themselves",
  waits: (/** @type {number} */ count) =>
    plural(count, "{count} change waits", "{count} changes wait"),
  goOnLive: "Show new answers by themselves again",

  // Writing.
  yourAnswer: "Your answer",
  replyTo: (/** @type {string} */ name) => `Reply to ${isolated(name)}`,
  cancelReply: "Answer the thread instead",
  someWords: "some words",
  column: "Column",
  left: (/** @type {number} */ count) =>
    plural(count, "{count} character left", "{count} characters left"),
  nothingToPreview: "There is nothing to show yet.",
  uploading: (
    /** @type {number} */ percent,
    /** @type {number} */ number,
    /** @type {number} */ count,
  ) =>
    count > 1
      ? `Sending picture ${number} of ${count}… ${percent} %`
      : `Sending the picture… ${percent} %`,
  notAPicture: "this is no picture that can stand here: JPEG, PNG, WebP or GIF.",
  pictureFirst: "A picture is still on its way: the text is published once it is there.",
  pictureLost:
    "A picture did not arrive, and nothing was published. Add it again, or publish without it.",
  describeCover: "The picture is here. Say below, in a few words, what one sees on it.",
  describePicture: "The picture is here. Say in a few words what one sees on it.",
  people: "People of this thread",
  choosePeople: (/** @type {number} */ count) =>
    plural(
      count,
      "{count} person found. Enter takes their name.",
      "{count} people found. Choose with the arrows, take with Enter.",
    ),

  // Drafts, and what waits to be sent.
  draftSaved: "Draft saved",
  draftFound: "Here is the draft you left.",
  draftOnDevice: "No connection: your text is kept on this device.",
  draftRefused: "Your draft could not be saved. Copy your text before you leave.",
  draftWaits: "Another draft waits here.",
  draftTaken: "The other text is here now.",
  takeDraft: "Take that draft",
  otherWindow: "You are writing the same text in another window.",
  takeOther: "Take the text of the other window",
  keepMine: "Keep this text",
  takeBack: "Take back the former text",
  waiting: "No connection: your text is kept here and will leave by itself.",
  sentAsItWas:
    "The connection is back and your answer is published. Perhaps it does not hold all of it: what you wrote has stayed here.",
  maybeSent: "The connection broke while this was being sent. Check whether it arrived.",
  sendNow: "Send now",
  doNotSend: "Do not send",
  waitingSent: "The text that was waiting has been published. Read it",
  waitingRefused: "The text that was waiting was refused. See why",

  // Small things.
  close: "Close",
  show: "Show",
  hide: "Hide",
  showPassword: "Show the password",
  hidePassword: "Hide the password",
};
