-- Numbers stand in for ids wherever a row is repeated per edit, so that an edit's row is small.
-- Times are milliseconds since 1970-01-01T00:00Z. "deleted" is NULL for a document that is there.

CREATE TABLE documents (
  number  INTEGER PRIMARY KEY,
  id      TEXT    NOT NULL UNIQUE,
  title   TEXT    NOT NULL,
  head    INTEGER NOT NULL,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  deleted INTEGER
) STRICT;

CREATE INDEX documents_newest_first ON documents (changed DESC, number DESC) WHERE deleted IS NULL;

CREATE INDEX documents_deleted ON documents (deleted) WHERE deleted IS NOT NULL;

-- The ids of documents that were removed for good: never given again.
CREATE TABLE purged (
  id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE replicas (
  number   INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  client   TEXT    NOT NULL,
  UNIQUE (document, client)
) STRICT;

CREATE TABLE authors (
  number INTEGER PRIMARY KEY,
  id     TEXT NOT NULL,
  name   TEXT NOT NULL,
  UNIQUE (id, name)
) STRICT;

CREATE TABLE sessions (
  number   INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  session  TEXT    NOT NULL,
  author   INTEGER NOT NULL REFERENCES authors,
  UNIQUE (document, session, author)
) STRICT;

CREATE INDEX sessions_of_author ON sessions (author);

-- The log. The key is also the order on disk: a document's changes lie side by side.
CREATE TABLE changes (
  document INTEGER NOT NULL REFERENCES documents,
  revision INTEGER NOT NULL,
  replica  INTEGER NOT NULL REFERENCES replicas,
  seq      INTEGER NOT NULL,
  session  INTEGER NOT NULL REFERENCES sessions,
  time     INTEGER NOT NULL,
  delta    BLOB    NOT NULL,
  PRIMARY KEY (document, revision)
) STRICT, WITHOUT ROWID;

-- A submission is committed at most once; a replica belongs to one document.
CREATE UNIQUE INDEX changes_by_submission ON changes (replica, seq);

-- Can always be made again from the log.
CREATE TABLE snapshots (
  document INTEGER NOT NULL REFERENCES documents,
  revision INTEGER NOT NULL,
  content  BLOB    NOT NULL,
  PRIMARY KEY (document, revision)
) STRICT;

-- Written to find out whether the disk takes writes.
CREATE TABLE probe (
  number INTEGER PRIMARY KEY,
  time   INTEGER NOT NULL
) STRICT;

