package io.scriptorium.web.export;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns list lines, each with its own indent, into lists within lists. An item stands at most one
 * step deeper than the one before it: a document may jump from indent 0 to 5, but there is no item
 * that the steps between could belong to.
 */
final class ListNester {
  private final List<Line> lines;
  private final int[] depths;
  private int at;

  private ListNester(List<Line> lines) {
    this.lines = lines;
    this.depths = new int[lines.size()];
    for (int i = 1; i < depths.length; i++) {
      depths[i] = Math.min(lines.get(i).format().indent(), depths[i - 1] + 1);
    }
  }

  /** The lists that these neighbouring list lines make: one, or several where the kind changes. */
  static List<Block.ItemList> nest(List<Line> lines) {
    return new ListNester(lines).listsAt(0);
  }

  private List<Block.ItemList> listsAt(int depth) {
    var lists = new ArrayList<Block.ItemList>();
    while (at < lines.size() && depths[at] == depth) {
      lists.add(listAt(depth));
    }
    return lists;
  }

  private Block.ItemList listAt(int depth) {
    Format.ListKind kind = kindAt(at);
    var items = new ArrayList<Block.Item>();
    while (at < lines.size() && depths[at] == depth && kind.joins(kindAt(at))) {
      Line line = lines.get(at++);
      items.add(new Block.Item(line, listsAt(depth + 1)));
    }
    return new Block.ItemList(kind, items);
  }

  private Format.ListKind kindAt(int index) {
    return lines.get(index).format().list().orElseThrow();
  }
}
