package io.scriptorium.store;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.Priority;
import io.scriptorium.delta.RichText;
import io.scriptorium.delta.Value;
import io.scriptorium.engine.Connection;
import io.scriptorium.engine.DocumentServer;
import io.scriptorium.engine.Outbound;
import io.scriptorium.engine.Session;
import io.scriptorium.plugin.DocumentId;
import io.scriptorium.plugin.Snapshot;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A client in the server's own process: the protocol's replica without a buffer. It has an edit in
 * flight, takes in what others did meanwhile, and makes the next edit when its ack has come. One
 * thread writes the server's frames to it and reads them; the process's end is the only end.
 */
final class TypingClient implements Connection {
  /** A document is not to grow for ever: past this many code units it is rather cut. */
  private static final int LONG_DOCUMENT = 2_000;

  private final ServerUnderLoad process;
  private final DocumentId document;
  private final String client;
  private final Random random;
  private final Semaphore awake = new Semaphore(0);

  private @Nullable Session session;

  /** What the server has said, at its revision. */
  private RichText content = RichText.empty();

  private long revision;

  /** Where the document was when this client came. */
  private long headAtJoin = Long.MAX_VALUE;

  private long seq;
  private @Nullable Delta inFlight;
  private boolean sent;

  /** A client whose newest edit was {@code seq}. */
  TypingClient(
      ServerUnderLoad process, DocumentId document, String client, long seq, Random random) {
    this.process = process;
    this.document = document;
    this.client = client;
    this.seq = seq;
    this.random = random;
  }

  /** It came back with its newest edit not acknowledged. */
  void resume(Snapshot base, Delta unacknowledged) {
    content = base.content();
    revision = base.revision().number();
    inFlight = unacknowledged;
  }

  void start(DocumentServer server) {
    Session joined = server.connect(document, Optional.empty(), this);
    session = joined;
    Optional<Long> from = inFlight == null ? Optional.empty() : Optional.of(revision);
    joined.receive(new ClientMessage.Join(client, from, Optional.empty(), Optional.empty()));
    Thread.ofPlatform().name(client).start(() -> run(joined));
  }

  @Override
  public void wake() {
    awake.release();
  }

  @Override
  public void abort() {
    fail("aborted");
  }

  private void run(Session from) {
    try {
      while (true) {
        awake.acquire();
        awake.drainPermits();
        empty(from);
      }
    } catch (InterruptedException | RuntimeException | Error defect) {
      fail(defect.toString());
    }
  }

  private void empty(Session from) {
    while (true) {
      switch (from.poll()) {
        case Outbound.Frame(String text) -> take(process.decode(text));
        case Outbound.Close(int code, String reason) -> fail("closed: " + code + " " + reason);
        case Outbound.Nothing() -> {
          return;
        }
      }
    }
  }

  private void take(ServerMessage message) {
    switch (message) {
      case ServerMessage.Joined joined -> {
        joined.content().ifPresent(whole -> content = RichText.of(whole));
        revision = joined.revision();
        headAtJoin = joined.head();
      }
      case ServerMessage.Change change -> change(change);
      case ServerMessage.Ack ack -> acknowledged(ack);
      default -> fail("got " + message);
    }
    if (revision >= headAtJoin && !sent) {
      send(inFlight == null ? next() : inFlight);
    }
  }

  private void change(ServerMessage.Change change) {
    if (change.from() != revision) {
      fail("has revision " + revision + " and got a change from " + change.from());
    }
    for (Delta delta : change.deltas()) {
      if (inFlight != null) {
        inFlight = delta.transform(inFlight, Priority.SECOND);
      }
      content = content.apply(delta);
    }
    revision = change.revision();
  }

  private void acknowledged(ServerMessage.Ack ack) {
    process.report("acked %s %s %d %d".formatted(document, client, ack.seq(), ack.revision()));
    Delta own = inFlight;
    if (ack.seq() != seq || own == null) {
      return; // once more, for an edit that was sent twice
    }
    if (ack.revision() != revision + 1) {
      fail("has revision " + revision + " and got an ack at " + ack.revision());
    }
    content = content.apply(own);
    revision = ack.revision();
    inFlight = null;
    sent = false;
  }

  private Delta next() {
    seq++;
    return edit();
  }

  private void send(Delta edit) {
    inFlight = edit;
    sent = true;
    process.report(
        "sent %s %s %d %d %s"
            .formatted(
                document,
                client,
                seq,
                revision,
                HexFormat.of().formatHex(DeltaCodec.encode(edit))));
    Session to = session;
    if (to == null) {
      throw new IllegalStateException("an edit before the session");
    }
    ClientMessage.Edit message = new ClientMessage.Edit(seq, revision, edit);
    to.receive(message);
    if (random.nextInt(10) == 0) {
      to.receive(message); // some networks deliver twice
    }
  }

  /** Something that somebody might do at a random place. */
  private Delta edit() {
    int body = content.length() - 1; // without the newline that ends it
    int at = random.nextInt(body + 1);
    int most = Math.min(body - at, 40);
    boolean bold = random.nextInt(8) == 0;
    Op op;
    if (most > 0 && (bold || body > LONG_DOCUMENT)) {
      int length = random.nextInt(1, most + 1);
      op = bold ? new Op.Retain(length, marks("bold")) : new Op.Delete(length);
    } else {
      op = new Op.Insert(client + (random.nextInt(6) == 0 ? "\n" : " "), Attributes.NONE);
    }
    List<Op> ops = new ArrayList<>();
    if (at > 0) {
      ops.add(new Op.Retain(at, Attributes.NONE));
    }
    ops.add(op);
    return Delta.of(ops);
  }

  private Attributes marks(String name) {
    return Attributes.of(Map.of(name, new Value.Bool(random.nextBoolean())));
  }

  private void fail(String why) {
    process.report("failed: client " + client + " in " + document + " " + why);
  }
}
