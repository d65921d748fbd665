-- Whether all that plugins kept of the document is gone, too. Of those that were purged before
-- this step nobody knows: they are looked at once more.
ALTER TABLE purged ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;

CREATE INDEX purged_not_forgotten ON purged (id) WHERE forgotten = 0;
