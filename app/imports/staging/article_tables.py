"""The tables onto which a blog is read: a folder of Markdown, or an export of WordPress."""

ARTICLE_TABLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  mark TEXT NOT NULL, digest TEXT NOT NULL, published TEXT NOT NULL, told TEXT NOT NULL,
  body TEXT NOT NULL, outcome TEXT, local INTEGER, thread INTEGER,
  is_same INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX articles_digest ON articles (digest);
CREATE TABLE users (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  number TEXT, created TEXT, profile TEXT NOT NULL DEFAULT '', outcome TEXT, local INTEGER
);
CREATE TABLE bylines (
  article INTEGER NOT NULL, position INTEGER NOT NULL, person TEXT NOT NULL,
  PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE TABLE comments (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, article INTEGER NOT NULL,
  parent TEXT NOT NULL, name TEXT NOT NULL, number TEXT NOT NULL, created TEXT NOT NULL,
  html TEXT NOT NULL, outcome TEXT, local INTEGER
);
CREATE INDEX comments_article ON comments (article);
CREATE TABLE files (
  path TEXT PRIMARY KEY, name TEXT NOT NULL, folder TEXT NOT NULL, is_picture INTEGER NOT NULL,
  is_shown INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX files_name ON files (name);
CREATE INDEX files_folder ON files (folder);
CREATE TABLE attachments (
  key TEXT PRIMARY KEY, parent TEXT NOT NULL, url TEXT NOT NULL, alt TEXT NOT NULL,
  outcome TEXT
) WITHOUT ROWID;
CREATE INDEX attachments_parent ON attachments (parent);
CREATE INDEX attachments_url ON attachments (url);
CREATE TABLE addresses (address TEXT PRIMARY KEY, article INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE terms (
  kind TEXT NOT NULL, name TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (kind, name)
) WITHOUT ROWID;
CREATE TABLE shown (
  article INTEGER NOT NULL, what TEXT NOT NULL, outcome TEXT NOT NULL,
  PRIMARY KEY (article, what)
) WITHOUT ROWID;
CREATE TABLE stored (
  path TEXT NOT NULL, account INTEGER NOT NULL, purpose TEXT NOT NULL, token TEXT NOT NULL,
  PRIMARY KEY (path, account, purpose)
) WITHOUT ROWID;
CREATE TABLE refused (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""
