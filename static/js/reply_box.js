/**
 * Replying in place: `[data-reply]` brings the form of the page under the post it replies to.
 *
 * What was typed comes along; an empty form finds the draft that was left under that post.
 */

import { made } from "./fragments.js";
import { words } from "./words.js";

/** Let reply links open the form. */
export function start() {
  const form = document.querySelector("[data-reply-form]");
  const section = form?.closest("section");
  if (!(form instanceof HTMLFormElement) || !section) {
    return;
  }
  const home = document.createComment("");
  section.before(home);
  const title = form.querySelector("[data-reply-title]");
  const ownTitle = fieldOf(form, "parent_id")?.value ? words().yourAnswer : title?.textContent;
  const cancel = made("button", { type: "button", class: "button quiet" }, words().cancelReply);
  cancel.hidden = true;
  form.querySelector(".form-actions")?.append(cancel);

  /** @param {HTMLElement | null} post `null`: the thread itself. */
  const aim = (post) => {
    const id = post?.dataset.post?.split(":")[1] ?? "";
    const name = post?.querySelector(".person-name")?.textContent?.trim() ?? "";
    setParent(form, id);
    title?.replaceChildren(post ? words().replyTo(name) : (ownTitle ?? ""));
    cancel.hidden = post === null;
    if (post) {
      post.after(section);
    } else {
      home.after(section);
    }
    moveDraft(form, id ? `post:${id}` : `thread:${threadOf()}`);
  };

  document.addEventListener("click", (event) => {
    const link =
      plainPress(event) && event.target instanceof Element && event.target.closest("[data-reply]");
    const post = link ? link.closest("[data-post]") : null;
    if (post instanceof HTMLElement) {
      event.preventDefault();
      aim(post);
      focusText(form);
    }
  });
  cancel.addEventListener("click", () => {
    const post = section.previousElementSibling;
    aim(null);
    const link = post?.querySelector("[data-reply]");
    if (link instanceof HTMLElement) {
      link.focus();
    }
  });
  form.addEventListener("reply:sent", () => aim(null));
}

/** @returns {string} */
function threadOf() {
  return document.querySelector("[data-thread]")?.getAttribute("data-thread") ?? "";
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {HTMLInputElement | null}
 */
function fieldOf(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field : null;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} id
 */
function setParent(form, id) {
  const field = fieldOf(form, "parent_id");
  if (field) {
    field.value = id;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} place
 */
function moveDraft(form, place) {
  const editor = form.querySelector("[data-draft-place]");
  const old = editor?.getAttribute("data-draft-place");
  if (editor && old !== place) {
    editor.setAttribute("data-draft-place", place);
    form.dispatchEvent(new CustomEvent("draft:moved", { detail: { old, place } }));
  }
}

/**
 * @param {MouseEvent} event
 * @returns {boolean} Whether it asks for nothing but what the link does.
 */
function plainPress(event) {
  return !(
    event.defaultPrevented ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  );
}

/** @param {HTMLFormElement} form */
function focusText(form) {
  const text = form.querySelector("[data-editor-text]");
  if (text instanceof HTMLElement) {
    text.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  }
}
