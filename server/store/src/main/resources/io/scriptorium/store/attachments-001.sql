-- What is in an attachment, once however many documents have it. Its content stands last, so that
-- reading the other columns never touches the pages that it fills.
CREATE TABLE contents (
  number  INTEGER PRIMARY KEY,
  hash    TEXT    NOT NULL UNIQUE,
  type    TEXT    NOT NULL,
  width   INTEGER NOT NULL,
  height  INTEGER NOT NULL,
  bytes   INTEGER NOT NULL,
  content BLOB    NOT NULL
) STRICT;

-- A document has a content. "since" is when it was last uploaded, in milliseconds since
-- 1970-01-01T00:00Z; "claimed" is 1 once an edit has shown it.
CREATE TABLE attachments (
  document TEXT    NOT NULL,
  content  INTEGER NOT NULL REFERENCES contents,
  since    INTEGER NOT NULL,
  claimed  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (document, content)
) STRICT, WITHOUT ROWID;

CREATE INDEX attachments_of_content ON attachments (content);

CREATE INDEX attachments_not_claimed ON attachments (since) WHERE claimed = 0;
