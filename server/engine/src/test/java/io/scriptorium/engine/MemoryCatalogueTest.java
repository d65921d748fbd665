package io.scriptorium.engine;

import java.time.Instant;

/** The catalogue in memory keeps the contract. */
final class MemoryCatalogueTest extends CatalogueContract {
  private final ManualClock clock = new ManualClock();
  private final MemoryCatalogue catalogue = new MemoryCatalogue(clock);
  private final MemoryChangeLog log = new MemoryChangeLog(catalogue);

  @Override
  protected Catalogue catalogue() {
    return catalogue;
  }

  @Override
  protected ChangeLog log() {
    return log;
  }

  @Override
  protected void setTime(Instant now) {
    clock.set(now);
  }
}
