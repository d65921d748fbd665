-- What one plugin keeps. Keys are bytes of UTF-8, so that they are ordered by them. The document ''
-- stands for what is about none.

CREATE TABLE storage (
  document TEXT NOT NULL,
  key      BLOB NOT NULL,
  value    TEXT NOT NULL,
  PRIMARY KEY (document, key)
) STRICT, WITHOUT ROWID;

-- What the plugin was told of each document: title and newest change.
CREATE TABLE checkpoints (
  document TEXT    NOT NULL PRIMARY KEY,
  title    TEXT    NOT NULL,
  seen     INTEGER NOT NULL,
  deleted  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
