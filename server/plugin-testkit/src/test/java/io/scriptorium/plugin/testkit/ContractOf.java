package io.scriptorium.plugin.testkit;

import java.util.List;
import java.util.function.Supplier;

/** The contract for a variant of {@link Tally}, which may break it. */
final class ContractOf extends PluginContract<Tally> {
  private final Supplier<Tally> factory;

  ContractOf(Supplier<Tally> factory) {
    this.factory = factory;
  }

  @Override
  protected Tally create() {
    return factory.get();
  }

  @Override
  protected List<String> messages() {
    return List.of("{\"type\":\"ask\",\"number\":1}");
  }
}
