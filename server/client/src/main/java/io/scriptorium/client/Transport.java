package io.scriptorium.client;

import java.net.URI;

/** Opens connections: the JDK's WebSocket, or in tests whatever one likes. */
@FunctionalInterface
public interface Transport {
  /**
   * Starts to connect and returns at once. What comes of it is told to {@code receiver}, after this
   * has returned, from any thread, in order: that it is open, each frame that arrives, and in any
   * case at last, once, that it is closed.
   */
  Channel connect(URI address, Receiver receiver);

  /** A connection, or one that is to be. */
  interface Channel {
    /** Sends a text frame, after those before it. Called once it is open; returns at once. */
    void send(String frame);

    /** Gives the connection up, open or not; returns at once. */
    void close();
  }

  /** Is told what happens on a channel. */
  interface Receiver {
    /** The code of a connection that broke without a word (RFC 6455, section 7.1.5). */
    int ABNORMAL = 1006;

    /** Frames may be sent. */
    void opened();

    /** A whole text frame. */
    void received(String frame);

    /** The connection is gone, or never came about. */
    void closed(int code, String reason);
  }
}
