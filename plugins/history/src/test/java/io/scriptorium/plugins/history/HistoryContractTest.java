package io.scriptorium.plugins.history;

import io.scriptorium.plugin.Asker;
import io.scriptorium.plugin.testkit.PluginContract;
import io.scriptorium.plugin.testkit.TestDocument;
import io.scriptorium.plugin.testkit.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** History takes what every plugin must take. */
class HistoryContractTest extends PluginContract<History> {
  private static final Asker NOBODY = Asker.of(TestSecurity.NOBODY.getUserPrincipal());

  @Override
  protected History create() {
    return new History();
  }

  /** What it shows of each document; how far its index has come by itself depends on its luck. */
  @Override
  protected Object state(TestServer<History> server) {
    Map<String, Object> state = new LinkedHashMap<>();
    for (TestDocument document : server.documents()) {
      if (server.plugin().of(document.id(), NOBODY).isPresent()) {
        state.put(document.id().value(), shown(server, document));
      }
    }
    return state;
  }

  private static List<Object> shown(TestServer<History> server, TestDocument document) {
    String id = document.id().value();
    long head = document.revision().number();
    HistoryResource resource = server.resource(HistoryResource.class);
    return List.of(
        resource.timeline(id, 0, 1_000, TestSecurity.NOBODY),
        resource.authors(id, head, TestSecurity.NOBODY),
        resource.difference(id, head / 2, head, TestSecurity.NOBODY),
        resource.versions(id, TestSecurity.NOBODY));
  }
}
