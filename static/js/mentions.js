/**
 * Completing @names from the people of a thread, or of the group one asks: `data-mentions-url`.
 *
 * Source: WAI-ARIA Authoring Practices, listbox with `aria-activedescendant`.
 */

import { announce } from "./announce.js";
import { made } from "./fragments.js";
import { nameAt } from "./mention_words.js";
import { afterPause } from "./pauses.js";
import { ask, dataOf } from "./requests.js";
import { apply } from "./toolbar.js";
import { words } from "./words.js";

/** @typedef {{handle: string, name: string}} Person */

const PAUSE = 150;
/** So many are offered: more would be reading, not completing. */
const MOST = 6;

/** Complete names in the writing places of the page. */
export function start() {
  for (const editor of document.querySelectorAll("[data-mentions-url]")) {
    const text = editor.querySelector("[data-editor-text]");
    if (text instanceof HTMLTextAreaElement) {
      new Completion(text, editor.getAttribute("data-mentions-url") ?? "").listen();
    }
  }
}

class Completion {
  /**
   * @param {HTMLTextAreaElement} text
   * @param {string} address
   */
  constructor(text, address) {
    this.text = text;
    this.address = address;
    this.list = made("ul", { class: "mention-list", role: "listbox", id: `${text.id}-people` });
    this.list.setAttribute("aria-label", words().people);
    this.list.hidden = true;
    text.after(this.list);
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", this.list.id);
    this.askSoon = afterPause(PAUSE, () => this.#ask());
  }

  listen() {
    this.text.addEventListener("input", this.askSoon);
    this.text.addEventListener("keydown", (event) => this.#onKey(event));
    this.text.addEventListener("blur", () => this.#close());
    // Pressing an item must not take the focus away before it is heard.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target instanceof Element && event.target.closest("[role=option]");
      if (option) {
        this.#choose(option);
      }
    });
  }

  async #ask() {
    const typed = nameAt(this.text.value, this.text.selectionStart);
    if (!typed) {
      this.#close();
      return;
    }
    const answer = await ask(this.#addressFor(typed.name));
    const people = /** @type {Person[]} */ (dataOf(answer) ?? []).slice(0, MOST);
    const isStill = nameAt(this.text.value, this.text.selectionStart)?.name === typed.name;
    if (isStill && document.activeElement === this.text) {
      this.#show(people);
    }
  }

  /** @param {string} name Of the group that is chosen, where a form lets choose one. */
  #addressFor(name) {
    const group = this.text.form?.elements.namedItem("group");
    const within = group instanceof HTMLSelectElement ? { groupe: group.value } : {};
    return `${this.address}?${new URLSearchParams({ q: name, ...within })}`;
  }

  /** @param {Person[]} people */
  #show(people) {
    const options = people.map(({ handle, name }, place) => {
      const id = `${this.list.id}-${place}`;
      const said = made("span", { class: "person-detail" }, `@${handle}`);
      const option = made("li", { role: "option", id, "data-handle": handle });
      option.append(made("bdi", {}, name), " ", said);
      return option;
    });
    this.list.replaceChildren(...options);
    this.list.hidden = options.length === 0;
    this.#select(options[0] ?? null);
    if (options.length > 0) {
      announce(words().choosePeople(options.length));
    }
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (this.list.hidden || event.isComposing) {
      return;
    }
    const current = this.list.querySelector("[aria-selected=true]");
    const acts = new Map([
      ["ArrowDown", () => this.#select(current?.nextElementSibling ?? this.list.firstElementChild)],
      [
        "ArrowUp",
        () => this.#select(current?.previousElementSibling ?? this.list.lastElementChild),
      ],
      ["Enter", () => current && this.#choose(current)],
      ["Tab", () => current && this.#choose(current)],
      ["Escape", () => this.#close()],
    ]);
    const act = acts.get(event.key);
    if (act) {
      event.preventDefault();
      act();
    }
  }

  /** @param {Element | null} option */
  #select(option) {
    for (const each of this.list.children) {
      each.setAttribute("aria-selected", String(each === option));
    }
    this.text.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView?.({ block: "nearest" });
  }

  /** @param {Element} option */
  #choose(option) {
    const typed = nameAt(this.text.value, this.text.selectionStart);
    const insert = `@${option.getAttribute("data-handle")} `;
    this.#close();
    if (typed) {
      const { from, to } = typed;
      apply(this.text, { from, to, insert, select: [insert.length, insert.length] });
    }
  }

  #close() {
    this.askSoon.cancel();
    this.list.hidden = true;
    this.text.removeAttribute("aria-activedescendant");
  }
}
