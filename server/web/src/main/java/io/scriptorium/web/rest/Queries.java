package io.scriptorium.web.rest;

import io.scriptorium.plugin.Revision;

/** Reads the parameters of a query; what is wrong with one becomes a sentence. */
final class Queries {
  private Queries() {}

  static int number(String name, String value, int least, int most) {
    return (int) number(name, value, least, (long) most);
  }

  static Revision revision(String value) {
    return new Revision(number("revision", value, 0, Long.MAX_VALUE));
  }

  static ContentFormat format(String value) {
    return ContentFormat.of(value)
        .orElseThrow(() ->
            ProblemException.badRequest(
                "bad_query",
                "format must be one of "
                    + String.join(", ", ContentFormat.words())
                    + ", got \""
                    + value
                    + "\""));
  }

  private static long number(String name, String value, long least, long most) {
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // The sentence below says so.
    }
    throw ProblemException.badRequest(
        "bad_query",
        name + " must be a whole number from " + least + " to " + most + ", got \"" + value + "\"");
  }
}
