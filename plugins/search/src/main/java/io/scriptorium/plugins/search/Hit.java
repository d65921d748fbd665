package io.scriptorium.plugins.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A document that was found.
 *
 * @param id names it
 * @param title as it was when it was indexed, less than a second ago as a rule
 * @param titleMarks what of the title was looked for
 * @param snippet a piece of its text, plain, with the best passage; never markup
 * @param marks what of the snippet was looked for
 * @param revision of the document that {@code position} is of
 * @param position where the passage is in the document; 0 if only the title was found
 * @param length of the passage; 0 if only the title was found
 * @param changed when the document was changed last, as ISO 8601
 */
@Schema(name = "SearchHit", description = "A document that was found.")
public record Hit(
    String id,
    String title,
    List<Mark> titleMarks,
    String snippet,
    List<Mark> marks,
    long revision,
    int position,
    int length,
    String changed) {
  public Hit {
    titleMarks = List.copyOf(titleMarks);
    marks = List.copyOf(marks);
  }
}
