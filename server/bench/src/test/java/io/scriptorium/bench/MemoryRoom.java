package io.scriptorium.bench;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Priority;
import io.scriptorium.delta.RichText;
import java.util.ArrayList;
import java.util.List;

/** The server's rule and nothing else: an edit is carried over one revision at a time. */
final class MemoryRoom implements Room {
  private final List<Delta> log = new ArrayList<>();
  private RichText document = RichText.empty();

  @Override
  public Delta submit(int agent, long revision, Delta edit) {
    Delta carried = edit;
    for (Delta later : log.subList((int) revision, log.size())) {
      carried = later.transform(carried, Priority.SECOND);
    }
    document = document.apply(carried);
    log.add(carried);
    return carried;
  }

  @Override
  public String text() {
    return document.text();
  }
}
