package io.scriptorium.bench;

import io.scriptorium.delta.RichText;
import io.scriptorium.engine.ChangeLog;
import io.scriptorium.engine.ChangeLog.AppendResult;
import io.scriptorium.engine.Limits;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.store.SqliteStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes a document with a long history in a data folder that no server uses at the moment, through
 * the store that servers use, with snapshots where they keep them. Arguments: the folder, then, if
 * they are to be others than 1,000,000 revisions and 500,000 code units, those numbers. Prints the
 * document's id, and what it takes on disk.
 */
public final class OldDocument {
  private static final int BATCH = 1_000;
  private static final int PEOPLE = 8;
  private static final long SEED = 7;

  private final ChangeLog log;
  private final DocumentId document;
  private final Scribes scribes;
  private final int snapshotEvery = Limits.defaults().snapshotEvery();
  private final long[] numbers = new long[PEOPLE];
  private RichText content = RichText.empty();
  private long time = Instant.parse("2025-01-01T09:00:00Z").toEpochMilli();

  OldDocument(ChangeLog log, DocumentId document, int length) {
    this.log = log;
    this.document = document;
    this.scribes = new Scribes(new SplittableRandom(SEED), PEOPLE, length);
  }

  /** See the class. */
  public static void main(String... args) throws IOException {
    if (args.length < 1) {
      System.err.println("expected a data folder");
      System.exit(2);
    }
    int revisions = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int length = args.length > 2 ? Integer.parseInt(args[2]) : 500_000;
    Path folder = Path.of(args[0]);
    PrintStream out = System.out;
    DocumentId id = new DocumentId("old" + Long.toString(System.nanoTime(), 36));
    long before = bytes(folder);
    long start = System.nanoTime();
    try (SqliteStore store = SqliteStore.open(folder, InstantSource.system())) {
      store.catalogue().create(id, "An old document");
      OldDocument old = new OldDocument(store.changeLog(), id, length);
      old.write(revisions);
      out.printf("document %s: %d revisions, %d code units%n", id, revisions, old.length());
    }
    out.printf("written in %.1f s%n", (System.nanoTime() - start) / 1e9);
    out.printf("on disk: %.1f MB%n", (bytes(folder) - before) / 1e6);
  }

  private static long bytes(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  int length() {
    return content.length();
  }

  void write(int revisions) {
    for (int at = 0; at < revisions; at += BATCH) {
      append(at, Math.min(revisions, at + BATCH));
    }
  }

  private void append(int from, int to) {
    List<Change> changes = new ArrayList<>();
    List<Snapshot> snapshots = new ArrayList<>();
    for (int revision = from + 1; revision <= to; revision++) {
      Change change = change(new Revision(revision), scribes.next());
      changes.add(change);
      content = content.apply(change.delta());
      if (revision % snapshotEvery == 0) {
        snapshots.add(new Snapshot(change.revision(), content));
      }
    }
    AppendResult result =
        log.append(document, new Revision(from), changes).toCompletableFuture().join();
    if (!(result instanceof AppendResult.Appended)) {
      throw new IllegalStateException("expected an append after " + from + ", got " + result);
    }
    snapshots.forEach(snapshot -> log.saveSnapshot(document, snapshot));
  }

  private Change change(Revision revision, Scribes.Stroke stroke) {
    int scribe = stroke.scribe();
    time += stroke.pauseMillis();
    ClientId client = new ClientId("scribe-%d-of-%s".formatted(scribe, document));
    return new Change(
        revision,
        new SubmissionId(client, ++numbers[scribe]),
        new SessionId("sitting-%d-of-%s".formatted(scribe, document)),
        new Author(client.value(), "Scribe " + (scribe + 1)),
        Instant.ofEpochMilli(time),
        stroke.delta());
  }
}
