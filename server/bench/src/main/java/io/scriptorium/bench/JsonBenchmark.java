package io.scriptorium.bench;

import io.scriptorium.delta.Delta;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.ClientMessageJson;
import io.scriptorium.protocol.json.DeltaJson;
import io.scriptorium.protocol.json.ServerMessageJson;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What JSON costs on one keystroke's way: the edit's frame read, the change's frame for the others
 * written, once for all of them; and a document of 10,000 runs (100 kB) as somebody who joins is
 * sent it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class JsonBenchmark {
  private static final Delta LETTER = Edits.keystroke(70_000);

  private final ClientMessage edit = new ClientMessage.Edit(4711, 50_000, LETTER);
  private final String editFrame = ClientMessageJson.encode(edit);
  private final ServerMessage change =
      new ServerMessage.Change(50_000, 50_001, List.of(LETTER), List.of("12djwmf-lkxjaw901mn9"));
  private final Delta document = Edits.runs(10_000);
  private final String documentText = DeltaJson.write(document);

  /** An edit's frame, as it comes in. */
  @Benchmark
  public ClientMessage editIn() {
    return ClientMessageJson.decode(editFrame);
  }

  /** The same, as a client writes it. */
  @Benchmark
  public String editOut() {
    return ClientMessageJson.encode(edit);
  }

  /** The change's frame, as it goes out to the others. */
  @Benchmark
  public String changeOut() {
    return ServerMessageJson.encode(change);
  }

  /** A document of many runs, as a client or the store reads it. */
  @Benchmark
  public Delta documentIn() {
    return DeltaJson.read(documentText);
  }

  /** A document of many runs, as somebody who joins is sent it. */
  @Benchmark
  public String documentOut() {
    return DeltaJson.write(document);
  }
}
