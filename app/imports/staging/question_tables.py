"""The tables onto which a dump of questions and answers is read."""

QUESTION_TABLES = """
CREATE TABLE users (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, created TEXT NOT NULL, outcome TEXT, local INTEGER,
  key TEXT AS (CAST(id AS TEXT)), profile TEXT AS ('/users/' || id)
);
CREATE TABLE posts (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, parent INTEGER, title TEXT NOT NULL,
  tags TEXT NOT NULL, owner INTEGER, owner_name TEXT NOT NULL, created TEXT NOT NULL,
  closed TEXT, licence TEXT NOT NULL, accepted INTEGER, accepted_outcome TEXT,
  outcome TEXT, local INTEGER, thread INTEGER
);
CREATE INDEX posts_parent ON posts (parent);
CREATE INDEX posts_owner ON posts (owner);
CREATE TABLE bodies (post INTEGER PRIMARY KEY, html TEXT NOT NULL);
CREATE TABLE sources (
  post INTEGER PRIMARY KEY, created TEXT NOT NULL, row INTEGER NOT NULL, markdown TEXT NOT NULL
);
CREATE TABLE comments (
  id INTEGER PRIMARY KEY, post INTEGER NOT NULL, owner INTEGER, owner_name TEXT NOT NULL,
  created TEXT NOT NULL, licence TEXT NOT NULL, score INTEGER NOT NULL, text TEXT NOT NULL,
  outcome TEXT, local INTEGER
);
CREATE INDEX comments_post ON comments (post);
CREATE INDEX comments_owner ON comments (owner);
CREATE TABLE votes (
  post INTEGER NOT NULL, kind TEXT NOT NULL, number INTEGER NOT NULL, last TEXT NOT NULL,
  PRIMARY KEY (post, kind)
) WITHOUT ROWID;
CREATE TABLE links (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, post INTEGER NOT NULL, related INTEGER NOT NULL,
  outcome TEXT
);
CREATE TABLE tags (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE carried (name TEXT PRIMARY KEY, spelling TEXT) WITHOUT ROWID;
CREATE TABLE history (kind TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
"""
