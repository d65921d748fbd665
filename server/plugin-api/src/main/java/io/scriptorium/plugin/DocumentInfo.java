package io.scriptorium.plugin;

import java.time.Instant;

/**
 * A document, its content aside.
 *
 * @param revision its head
 * @param changed when it was last edited, renamed or brought back
 */
public record DocumentInfo(
    DocumentId id, String title, Revision revision, Instant created, Instant changed) {}
