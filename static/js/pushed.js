/** The names of all that the server pushes; also in `docs/rooms/live.md`. */

/** What carries its topic. */
export const OF_TOPICS = [
  "post.added",
  "post.changed",
  "thread.changed",
  "thread.opened",
  "thread.gone",
  "typing",
  "readers",
  "refresh",
];

export const ALL = [...OF_TOPICS, "likes.count", "notice", "notices.read", "resync"];
