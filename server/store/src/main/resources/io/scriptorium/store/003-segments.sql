-- Changes up to documents.packed are read from segments. A row of changes up to there has been
-- packed and waits to be removed.

ALTER TABLE documents ADD COLUMN packed INTEGER NOT NULL DEFAULT 0;

-- Many changes in one row, compressed (SegmentCodec): those after "first" - 1, up to "last".
CREATE TABLE segments (
  document INTEGER NOT NULL REFERENCES documents,
  last     INTEGER NOT NULL,
  first    INTEGER NOT NULL,
  content  BLOB    NOT NULL,
  PRIMARY KEY (document, last)
) STRICT;

-- The submissions that a segment holds: of a replica, the lowest and the highest seq.
CREATE TABLE segment_replicas (
  replica  INTEGER NOT NULL REFERENCES replicas,
  newest   INTEGER NOT NULL,
  oldest   INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents,
  segment  INTEGER NOT NULL,
  PRIMARY KEY (replica, newest)
) STRICT, WITHOUT ROWID;

CREATE INDEX segment_replicas_of_segment ON segment_replicas (document, segment);
