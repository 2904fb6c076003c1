/** The names of all that the server pushes; also in `docs/rooms/live.md`. */

/** What carries its topic. */
export const OF_TOPICS = [
  "post.added",
  "post.changed",
  "post.liked",
  "thread.changed",
  "thread.opened",
  "thread.gone",
  "thread.answered",
  "typing",
  "readers",
  "refresh",
];

export const ALL = [...OF_TOPICS, "likes.count", "notice", "notices.read", "resync"];
