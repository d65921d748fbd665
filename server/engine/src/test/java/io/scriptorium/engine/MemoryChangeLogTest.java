package io.scriptorium.engine;

/** The change log in memory keeps the contract. */
final class MemoryChangeLogTest extends ChangeLogContract {
  private final MemoryCatalogue catalogue = new MemoryCatalogue(new ManualClock());
  private final MemoryChangeLog log = new MemoryChangeLog(catalogue);

  @Override
  protected ChangeLog log() {
    return log;
  }

  @Override
  protected Catalogue catalogue() {
    return catalogue;
  }
}
