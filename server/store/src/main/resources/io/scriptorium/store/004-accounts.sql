-- Who there is and what they may do. Times are milliseconds since 1970-01-01T00:00Z. Secrets are
-- kept as hashes; whose row goes takes along what refers to it.

CREATE TABLE accounts (
  id       TEXT    NOT NULL PRIMARY KEY,
  kind     TEXT    NOT NULL,
  name     TEXT    UNIQUE,
  display  TEXT    NOT NULL,
  searched TEXT    NOT NULL, -- "display" without capitals, as SQLite alone does for ASCII only
  color    TEXT    NOT NULL,
  created  INTEGER NOT NULL,
  password TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE secrets (
  number  INTEGER PRIMARY KEY,
  hash    TEXT    NOT NULL UNIQUE,
  id      TEXT    NOT NULL,
  purpose TEXT    NOT NULL,
  account TEXT    NOT NULL REFERENCES accounts ON DELETE CASCADE,
  label   TEXT    NOT NULL,
  scope   TEXT    NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT;

CREATE INDEX secrets_of_account ON secrets (account);

CREATE INDEX secrets_by_end ON secrets (expires);

CREATE TABLE account_groups (
  id   TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE group_members (
  account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
  "group" TEXT NOT NULL REFERENCES account_groups ON DELETE CASCADE,
  PRIMARY KEY (account, "group")
) STRICT, WITHOUT ROWID;

CREATE INDEX members_of_group ON group_members ("group");

-- One of "person", "group" and "everyone" is the grantee. The owner is a person.
CREATE TABLE grants (
  number   INTEGER PRIMARY KEY,
  document TEXT    NOT NULL,
  person   TEXT    REFERENCES accounts ON DELETE CASCADE,
  "group"  TEXT    REFERENCES account_groups ON DELETE CASCADE,
  everyone INTEGER,
  role     TEXT    NOT NULL,
  CHECK ((person IS NOT NULL) + ("group" IS NOT NULL) + (everyone IS NOT NULL) = 1)
) STRICT;

CREATE UNIQUE INDEX grants_to_person ON grants (document, person) WHERE person IS NOT NULL;

CREATE UNIQUE INDEX grants_to_group ON grants (document, "group") WHERE "group" IS NOT NULL;

CREATE UNIQUE INDEX grants_to_everyone ON grants (document) WHERE everyone IS NOT NULL;

CREATE UNIQUE INDEX one_owner ON grants (document) WHERE role = 'OWNER';

CREATE INDEX grants_of_person ON grants (person);

CREATE INDEX grants_of_group ON grants ("group");

CREATE TABLE links (
  number   INTEGER PRIMARY KEY,
  id       TEXT    NOT NULL UNIQUE,
  hash     TEXT    NOT NULL UNIQUE,
  document TEXT    NOT NULL,
  role     TEXT    NOT NULL,
  guests   INTEGER NOT NULL,
  created  INTEGER NOT NULL,
  expires  INTEGER
) STRICT;

CREATE INDEX links_of_document ON links (document);

CREATE INDEX links_by_end ON links (expires) WHERE expires IS NOT NULL;

CREATE TABLE link_entries (
  link    TEXT NOT NULL REFERENCES links (id) ON DELETE CASCADE,
  account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
  PRIMARY KEY (link, account)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_entries_of_account ON link_entries (account);

-- What happened; it only grows. "actor" outlives its account.
CREATE TABLE audit (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  time    INTEGER NOT NULL,
  action  TEXT    NOT NULL,
  actor   TEXT,
  address TEXT    NOT NULL,
  subject TEXT    NOT NULL,
  detail  TEXT    NOT NULL
) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit trail only grows');
END;

CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit trail only grows');
END;
