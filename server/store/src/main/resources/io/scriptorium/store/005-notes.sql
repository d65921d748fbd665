-- What the server remembers of how it was set up.

CREATE TABLE notes (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
