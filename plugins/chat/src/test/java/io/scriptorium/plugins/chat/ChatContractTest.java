package io.scriptorium.plugins.chat;

import io.scriptorium.plugin.testkit.PluginContract;
import java.util.List;

/** Chat takes what every plugin must take. */
class ChatContractTest extends PluginContract<Chat> {
  @Override
  protected Chat create() {
    return new Chat();
  }

  @Override
  protected List<String> messages() {
    return List.of(
        "{\"type\":\"post\",\"sender\":\"s1\",\"n\":1,\"text\":\"Hello\"}",
        "{\"type\":\"post\",\"sender\":\"s2\",\"n\":2,\"text\":\"See https://example.org/ @Ben\"}",
        "{\"type\":\"post\",\"n\":3,\"text\":\"From here\"}",
        "{\"type\":\"edit\",\"id\":1,\"text\":\"Hello all\"}",
        "{\"type\":\"delete\",\"id\":2}",
        "{\"type\":\"sync\",\"after\":0}",
        "{\"type\":\"page\",\"before\":3}",
        "{\"type\":\"page\"}");
  }
}
