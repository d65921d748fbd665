package io.scriptorium.engine;

/** A connection without a socket: remembers what its session asked of it. */
public final class FakeConnection implements Connection {
  private volatile boolean woken;
  private volatile boolean aborted;

  /** One that nothing was asked of yet. */
  public FakeConnection() {}

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public void abort() {
    aborted = true;
  }

  /** Whether it was woken since this was last asked. */
  public boolean wasWoken() {
    boolean was = woken;
    woken = false;
    return was;
  }

  /** Whether it was dropped. */
  public boolean wasAborted() {
    return aborted;
  }
}
