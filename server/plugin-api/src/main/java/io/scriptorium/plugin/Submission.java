package io.scriptorium.plugin;

import io.scriptorium.delta.Delta;

/**
 * An edit that a client sent, not yet ordered: {@code delta} applies to {@code document} at {@code
 * base}.
 */
public record Submission(
    DocumentId document,
    SubmissionId id,
    SessionId session,
    Author author,
    Revision base,
    Delta delta) {}
