package io.scriptorium.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document's title as a client asks for it, trimmed and checked.
 *
 * @param title 1 to 200 characters (UTF-16 code units), none of them a control character
 */
@Schema(name = "TitleRequest", description = "The title that a document is to have.")
record TitleRequest(
    @Schema(
            description = "Blanks at the ends are dropped; control characters may not be in it.",
            minLength = 1,
            maxLength = TitleRequest.MOST_CHARS,
            required = true,
            examples = "Minutes of Monday")
        String title) {
  static final int MOST_CHARS = 200;
  private static final JsonMapper JSON = new JsonMapper();

  TitleRequest {
    title = title.strip();
    if (title.isEmpty()) {
      throw badTitle("a document needs a title that is not blank");
    }
    if (title.length() > MOST_CHARS) {
      throw badTitle("a title has " + MOST_CHARS + " characters at most, got " + title.length());
    }
    if (title.codePoints().anyMatch(TitleRequest::isOutOfPlace)) {
      throw badTitle("a title is one line of text: it holds no control characters");
    }
  }

  /**
   * Reads the JSON of a request's body.
   *
   * @throws ProblemException if it is not JSON, no object, or its title is not one
   */
  static TitleRequest parse(byte[] body) {
    JsonNode title = read(body).path("title");
    if (!title.isString()) {
      throw badTitle("the body must be an object with a member \"title\" that is a string");
    }
    return new TitleRequest(title.stringValue());
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException malformed) {
      throw ProblemException.badRequest(
          "bad_json", "the body is not JSON: " + complaint(malformed));
    }
  }

  /** Where it stops being JSON, in words that quote nothing of it. */
  private static String complaint(JacksonException malformed) {
    var where = malformed.getLocation();
    if (malformed instanceof StreamConstraintsException || where == null) {
      return "it passes a limit";
    }
    return "it breaks at line " + where.getLineNr() + ", column " + where.getColumnNr();
  }

  private static boolean isOutOfPlace(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE
        || Character.getType(codePoint) == Character.LINE_SEPARATOR
        || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
  }

  private static ProblemException badTitle(String detail) {
    return ProblemException.badRequest("bad_title", detail);
  }
}
