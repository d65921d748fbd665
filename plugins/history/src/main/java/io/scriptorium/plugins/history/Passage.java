package io.scriptorium.plugins.history;

import io.scriptorium.plugins.history.Deeds.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Some code units in a row by one author.
 *
 * @param author his id; empty where nobody wrote them
 */
record Passage(int length, String author) {
  /**
   * Who wrote what of a document.
   *
   * @param deeds all since it was new
   * @param length how long it is
   */
  static List<Passage> of(Deeds deeds, int length) {
    List<Passage> passages = new ArrayList<>();
    int known = 0;
    for (Part part : deeds.parts()) {
      if (part instanceof Part.Removed) {
        continue;
      }
      passages.add(new Passage(part.length(), part instanceof Part.Written ? part.author() : ""));
      known += part.length();
    }
    if (known < length) {
      passages.add(new Passage(length - known, ""));
    }
    return passages;
  }
}
