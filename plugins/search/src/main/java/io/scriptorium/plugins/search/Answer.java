package io.scriptorium.plugins.search;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was found.
 *
 * @param hits a page of them, the best first
 * @param total how many documents there are that the asker may read
 * @param more whether there are more of them than {@code total}: it is counted as far as 1,000
 * @param next the cursor of the page after this one; left out on the last
 * @param notices what of the question was not understood, in words for the one who asked
 */
@Schema(name = "SearchAnswer", description = "What was found.")
public record Answer(
    List<Hit> hits, int total, boolean more, Optional<String> next, List<String> notices) {
  public Answer {
    hits = List.copyOf(hits);
    notices = List.copyOf(notices);
  }
}
