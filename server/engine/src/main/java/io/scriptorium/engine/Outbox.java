package io.scriptorium.engine;

import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is to be sent: a few messages of its session's own, and for the document's
 * changes no queue at all but a {@link Cursor}. Posted to by any thread, emptied by the
 * connection's one writer.
 */
final class Outbox {
  /**
   * How many messages may wait. An honest client has one edit in flight, so this is for those who
   * flood the server and do not read what it answers.
   */
  private static final int MAX_POSTED = 128;

  /** How many messages of one plugin may wait; past it its oldest goes: they are best effort. */
  private static final int MAX_PLUGIN_FRAMES = 64;

  private static final Outbound NOTHING = new Outbound.Nothing();

  private final Connection connection;
  private final FrameEncoder encoder;
  private final EngineObserver observer;

  // All guarded by this.
  private final ArrayDeque<Supplier<String>> posted = new ArrayDeque<>();
  private final ArrayDeque<PluginFrame> pluginFrames = new ArrayDeque<>();

  /** How many pings are still to be answered. */
  private int pongs;

  private ServerMessage.@Nullable Document document;
  private @Nullable Cursor cursor;
  private @Nullable Ending ending;
  private boolean over;

  /** Whether changes go before plugins' messages: they take turns. Belongs to the one writer. */
  private boolean changesFirst;

  /** Rises with each write; odd while one is in progress. */
  private volatile long writes;

  private record PluginFrame(String plugin, String text) {}

  /**
   * How it is to end.
   *
   * @param through the revision that the connection must be sent before
   */
  private record Ending(CloseReason reason, String message, long through) {}

  Outbox(Connection connection, FrameEncoder encoder, EngineObserver observer) {
    this.connection = connection;
    this.encoder = encoder;
    this.observer = observer;
  }

  /** Starts the stream of changes, after the {@code joined} that was posted. */
  void start(Cursor stream, Supplier<ServerMessage> joined) {
    synchronized (this) {
      posted.add(() -> encoder.encode(joined.get()));
      cursor = stream;
    }
    connection.wake();
  }

  /** There are new changes. */
  void wake() {
    connection.wake();
  }

  /** See {@link Cursor#mayEdit}. */
  long mayEdit() {
    Cursor stream;
    synchronized (this) {
      stream = cursor;
    }
    return stream == null ? 0 : stream.mayEdit();
  }

  /** Posts a message; false if so many wait that the client cannot be reading. */
  boolean post(ServerMessage message) {
    synchronized (this) {
      if (posted.size() >= MAX_POSTED) {
        return false;
      }
      posted.add(() -> encoder.encode(message));
    }
    connection.wake();
    return true;
  }

  /** Posts a pong: one for each ping, so that its sender can tell them apart by counting. */
  void postPong() {
    synchronized (this) {
      pongs++;
    }
    connection.wake();
  }

  /** Posts a title or role, into the message that waits if there is one. */
  void postDocument(ServerMessage.Document news) {
    synchronized (this) {
      document = document == null ? news : merged(document, news);
    }
    connection.wake();
  }

  private static ServerMessage.Document merged(
      ServerMessage.Document old, ServerMessage.Document news) {
    return new ServerMessage.Document(news.title().or(old::title), news.role().or(old::role));
  }

  /** Posts a plugin's message, already encoded. */
  void postPlugin(String plugin, String frame) {
    boolean full;
    synchronized (this) {
      full = ofPlugin(plugin).count() >= MAX_PLUGIN_FRAMES;
      if (full) {
        ofPlugin(plugin).findFirst().ifPresent(pluginFrames::removeFirstOccurrence);
      }
      pluginFrames.add(new PluginFrame(plugin, frame));
    }
    if (full) {
      observer.pluginMessageDropped(plugin);
    }
    connection.wake();
  }

  private Stream<PluginFrame> ofPlugin(String plugin) {
    return pluginFrames.stream().filter(frame -> frame.plugin().equals(plugin));
  }

  /** Ends it with an error and a close, after what was posted and without further changes. */
  void fail(CloseReason reason, String message) {
    endAfter(-1, reason, message);
  }

  /** Ends it once the changes up to a revision were sent. */
  void finish(long through, CloseReason reason, String message) {
    endAfter(through, reason, message);
  }

  private void endAfter(long through, CloseReason reason, String message) {
    synchronized (this) {
      if (ending == null || (ending.through() >= 0 && through < 0)) {
        ending = new Ending(reason, message, through);
      }
    }
    connection.wake();
  }

  /** Nothing more will be written: the socket is gone. */
  synchronized void stop() {
    over = true;
    posted.clear();
    pluginFrames.clear();
    cursor = null;
  }

  /** The revision that was last sent; -1 before the stream starts. */
  synchronized long sent() {
    return cursor == null ? -1 : cursor.sent();
  }

  /** See {@link Cursor#lag}. */
  synchronized long lag() {
    return cursor == null ? 0 : cursor.lag();
  }

  /** A number that stays the same exactly as long as one write is in progress; 0 if none is. */
  long writeInProgress() {
    long now = writes;
    return now % 2 == 1 ? now : 0;
  }

  /** See {@link Session#poll}. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // only the connection's one writer polls
  Outbound poll() {
    if (writes % 2 == 1) {
      writes++;
    }
    Outbound next = take();
    if (next instanceof Outbound.Frame frame) {
      writes++;
      observer.frameSent(frame.text().length());
    }
    return next;
  }

  /** Encodes outside the lock: whoever posts must not wait for it. */
  private Outbound take() {
    Supplier<String> own;
    Cursor stream;
    synchronized (this) {
      if (over) {
        return NOTHING;
      }
      own = nextPosted();
      if (own == null && !changesFirst) {
        own = nextOfPlugins();
      }
      stream = cursor;
      if (own == null && ending != null && reached(ending)) {
        return closing(ending);
      }
    }
    if (own != null) {
      return new Outbound.Frame(own.get());
    }
    Optional<String> changes = stream == null ? Optional.empty() : stream.next();
    if (changes.isPresent()) {
      changesFirst = false;
      return new Outbound.Frame(changes.get());
    }
    synchronized (this) {
      own = nextOfPlugins();
    }
    return own == null ? NOTHING : new Outbound.Frame(own.get());
  }

  private @Nullable Supplier<String> nextOfPlugins() {
    PluginFrame frame = pluginFrames.poll();
    changesFirst = frame != null;
    return frame == null ? null : frame::text;
  }

  private @Nullable Supplier<String> nextPosted() {
    Supplier<String> first = posted.poll();
    if (first != null) {
      return first;
    }
    if (pongs > 0) {
      pongs--;
      return () -> encoder.encode(new ServerMessage.Pong());
    }
    ServerMessage.Document news = document;
    if (news != null) {
      document = null;
      return () -> encoder.encode(news);
    }
    return null;
  }

  private boolean reached(Ending how) {
    return cursor == null || cursor.sent() >= how.through();
  }

  /** The error first, then the close; a server that goes down says nothing but the close. */
  private Outbound closing(Ending how) {
    if (how.reason() == CloseReason.GOING_DOWN || how.message().isEmpty()) {
      over = true;
      cursor = null;
      return new Outbound.Close(how.reason().closeCode(), how.reason().errorCode());
    }
    ending = new Ending(how.reason(), "", -1);
    return new Outbound.Frame(
        encoder.encode(new ServerMessage.Error(how.reason().errorCode(), how.message())));
  }
}
