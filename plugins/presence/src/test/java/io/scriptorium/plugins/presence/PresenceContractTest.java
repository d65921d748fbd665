package io.scriptorium.plugins.presence;

import io.scriptorium.plugin.testkit.PluginContract;
import java.util.List;

/** Presence takes what every plugin must take. */
class PresenceContractTest extends PluginContract<Presence> {
  @Override
  protected Presence create() {
    return new Presence();
  }

  @Override
  protected List<String> messages() {
    return List.of(
        "{\"revision\":0,\"selection\":{\"index\":0,\"length\":0}}",
        "{\"revision\":2,\"selection\":{\"index\":3,\"length\":4},\"top\":3,\"signs\":true}",
        "{\"revision\":1,\"selection\":null,\"signs\":true}");
  }
}
