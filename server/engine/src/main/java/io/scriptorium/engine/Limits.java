package io.scriptorium.engine;

import java.time.Duration;

/**
 * What one client may ask of the server, and how long the server waits. All in one place; the web
 * module reads them from MicroProfile Config ({@code scriptorium.limit.*}).
 *
 * @param frameBytes the longest frame a client may send, in bytes of UTF-8
 * @param editChars how much text one edit may insert, in UTF-16 code units
 * @param documentChars how long a document may become, in UTF-16 code units
 * @param sessionsPerDocument how many connections one document takes
 * @param editsPerSecond how many edits a second one session may send, on average
 * @param editBurst how many edits a session may send at once after a pause
 * @param lagRevisions how far an editor's connection may fall behind before it is told to resume
 * @param writeTimeout how long one write may take before the connection is dropped
 * @param joinTimeout how long a connection may stay silent before its join
 * @param idleUnload how long a document stays in memory after its last session left
 * @param keepDeleted how long a deleted document can be restored before it is removed for good
 * @param snapshotEvery how many revisions lie between two snapshots
 */
public record Limits(
    int frameBytes,
    int editChars,
    int documentChars,
    int sessionsPerDocument,
    int editsPerSecond,
    int editBurst,
    int lagRevisions,
    Duration writeTimeout,
    Duration joinTimeout,
    Duration idleUnload,
    Duration keepDeleted,
    int snapshotEvery) {

  /** What a server uses whose administrator said nothing. */
  public static Limits defaults() {
    return new Limits(
        4 * 1024 * 1024,
        1_000_000,
        10_000_000,
        1_000,
        1_000,
        5_000,
        100_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofDays(30),
        500);
  }
}
