/** Seeing what is on the screen: a test says what is. */

/** An observer that sees what a test tells it to see. */
export class Watcher {
  static all = [];

  constructor(tell) {
    this.tell = tell;
    this.watched = new Set();
    Watcher.all.push(this);
  }

  observe(element) {
    this.watched.add(element);
  }

  unobserve(element) {
    this.watched.delete(element);
  }

  disconnect() {
    this.watched.clear();
  }
}

/**
 * Bring an element onto the screen, or take it away.
 *
 * @param {Element} target
 * @param {boolean} [isIntersecting]
 */
export function look(target, isIntersecting = true) {
  for (const watcher of Watcher.all.filter(({ watched }) => watched.has(target))) {
    watcher.tell([{ target, isIntersecting }], watcher);
  }
}
