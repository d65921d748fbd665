package io.scriptorium.client;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import java.net.URI;
import java.util.function.Consumer;

/** The example of the documentation, as it stands there. */
final class Robot {
  private Robot() {}

  static void greet(URI server, Consumer<String> show) {
    // example
    var settings = ClientSettings.of(server, "welcome").named("Robot");
    var listener =
        new ClientListener() {
          @Override
          public void changed(Delta change, RichText content) {
            show.accept(content.text());
          }
        };
    try (var document = DocumentClient.open(settings, listener)) {
      var greeting = new Op.Insert("Hello.", Attributes.NONE);
      long revision = document.edit(content -> Delta.of(greeting)).join();
      show.accept("saved as revision " + revision);
    }
    // end
  }
}
