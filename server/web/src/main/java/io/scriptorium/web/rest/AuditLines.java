package io.scriptorium.web.rest;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events as lines of a table. */
final class AuditLines {
  static final String CSV_HEAD = "number,time,action,actor,address,subject,detail\r\n";

  private AuditLines() {}

  /**
   * One line of CSV (RFC 4180). What a spreadsheet would take for a formula begins with an
   * apostrophe, so that it is text there, too.
   */
  static String csv(AuditResource.EventView event) {
    return Stream.of(
                String.valueOf(event.number()),
                event.time().toString(),
                event.action(),
                event.actor(),
                event.address(),
                event.subject(),
                event.detail())
            .map(AuditLines::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = (formula ? "'" : "") + text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
