package io.scriptorium.plugin.testkit;

import java.util.List;

/** A plugin that keeps the contract passes it. */
class TallyContractTest extends PluginContract<Tally> {
  @Override
  protected Tally create() {
    return new Tally();
  }

  @Override
  protected List<String> messages() {
    return List.of("{\"type\":\"ask\",\"number\":1}");
  }
}
