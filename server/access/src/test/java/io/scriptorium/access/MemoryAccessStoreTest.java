package io.scriptorium.access;

class MemoryAccessStoreTest extends AccessStoreContract {
  private final MemoryAccessStore store = new MemoryAccessStore();

  @Override
  protected AccessStore store() {
    return store;
  }
}
