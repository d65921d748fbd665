package io.scriptorium.bench;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.engine.ChangeLog.AppendResult;
import io.scriptorium.plugin.Author;
import io.scriptorium.plugin.Change;
import io.scriptorium.plugin.ClientId;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Revision;
import io.scriptorium.plugin.SessionId;
import io.scriptorium.plugin.SubmissionId;
import io.scriptorium.store.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to make an edit durable: each thread has a document of its own and appends one
 * typed letter after the other, waiting for each. {@link #bareForce} is what this machine's disk
 * asks for at the least, a small write and a force of the file, so that runs on different disks
 * compare.
 */
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 3)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class AppendBenchmark {
  private static final int RECORD_BYTES = 100;

  /** A folder with a store and a bare file in it. */
  @State(Scope.Benchmark)
  public static class Disk {
    private final AtomicInteger documents = new AtomicInteger();
    private final Path folder;
    private final SqliteStore store;
    private final FileChannel bare;

    /** Makes them, in the folder for temporary files ({@code -Djava.io.tmpdir}). */
    public Disk() {
      try {
        folder = Files.createTempDirectory("scriptorium-append");
        store = SqliteStore.open(folder, InstantSource.system());
        bare =
            FileChannel.open(
                folder.resolve("bare"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    /** Takes them away. */
    @TearDown(Level.Trial)
    public void close() throws IOException {
      store.close();
      bare.close();
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Somebody who types in a document. */
  @State(Scope.Thread)
  public static class Appender {
    private DocumentId document = new DocumentId("none");
    private long head;

    /** Makes the document. */
    @Setup(Level.Trial)
    public void create(Disk disk) {
      document = new DocumentId("document-" + disk.documents.incrementAndGet());
      disk.store.catalogue().create(document, "Title");
    }

    private AppendResult type(SqliteStore store) {
      Revision before = new Revision(head++);
      Change change =
          new Change(
              before.next(),
              new SubmissionId(new ClientId("client"), head),
              new SessionId("session"),
              new Author("author", "An author"),
              Instant.ofEpochMilli(1_750_000_000_000L + head),
              Delta.of(
                  new Op.Retain(10_000, Attributes.NONE), new Op.Insert("a", Attributes.NONE)));
      return store
          .changeLog()
          .append(document, before, List.of(change))
          .toCompletableFuture()
          .join();
    }
  }

  /** One write and one force after the other. */
  @Benchmark
  @Threads(1)
  public void bareForce(Disk disk) throws IOException {
    disk.bare.write(ByteBuffer.allocate(RECORD_BYTES));
    disk.bare.force(false);
  }

  /** One document that is typed in. */
  @Benchmark
  @Threads(1)
  public AppendResult oneAppender(Disk disk, Appender appender) {
    return appender.type(disk.store);
  }

  /** Sixty-four documents that are typed in at once. */
  @Benchmark
  @Threads(64)
  public AppendResult sixtyFourAppenders(Disk disk, Appender appender) {
    return appender.type(disk.store);
  }
}
