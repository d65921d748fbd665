package io.scriptorium.plugins.search;

import io.scriptorium.plugin.testkit.PluginContract;
import io.scriptorium.plugin.testkit.TestServer;
import java.util.List;
import java.util.Optional;

/** The search takes what every plugin must take, and finds the same however it came to know it. */
class SearchContractTest extends PluginContract<SearchPlugin> {
  @Override
  protected SearchPlugin create() {
    return new SearchPlugin();
  }

  /** Each start opens files and each end makes them durable: fewer rounds than others make. */
  @Override
  protected int rounds() {
    return 3;
  }

  /** Besides what is stored: all that is found, by document. */
  @Override
  protected Object state(TestServer<SearchPlugin> server) {
    server.advance(Desk.A_SECOND);
    Answer everything = new Desk(server).page("after:1970", "50", null, Optional.empty());
    return List.of(
        super.state(server),
        everything.total(),
        everything.hits().stream()
            .map(
                hit -> List.of(hit.id(), hit.title(), hit.snippet(), hit.revision(), hit.changed()))
            .map(Object::toString)
            .sorted()
            .toList());
  }
}
