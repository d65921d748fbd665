package io.scriptorium.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

/** What holds of the tree of every document: checked, not assumed. */
final class TreeForm {
  private TreeForm() {}

  static void check(RichText document) {
    checkNode(document.root());
    List<Leaf> leaves = leaves(document);
    for (int i = 1; i < leaves.size(); i++) {
      Leaf before = leaves.get(i - 1);
      Leaf after = leaves.get(i);
      if (after.continues(before)) {
        assertTrue(
            before.length + after.length > TextLeaf.MERGE_CHARS,
            "small neighbours of one run at leaf " + i);
      }
    }
    double highest = 1.4405 * Math.log(leaves.size() + 1.0) / Math.log(2) + 1;
    assertTrue(
        document.root().height <= highest, document.root().height + " high, " + leaves.size());
  }

  static List<Leaf> leaves(RichText document) {
    List<Leaf> leaves = new ArrayList<>();
    Node.visit(document.root(), 0, document.length(), (leaf, start, end) -> leaves.add(leaf));
    return leaves;
  }

  private static void checkNode(Node node) {
    switch (node) {
      case TextLeaf leaf -> {
        assertFalse(leaf.text.isEmpty());
        assertTrue(leaf.length <= TextLeaf.MAX_CHARS, "a leaf of " + leaf.length);
        assertEquals(leaf.text.length(), leaf.length);
        assertEquals(-1, Surrogates.firstLone(leaf.text), "half a pair in a leaf");
        assertEquals(TextLeaf.of(leaf.text, leaf.format).hash, leaf.hash, "hash kept up");
      }
      case EmbedLeaf leaf -> assertEquals(1, leaf.length);
      case Branch branch -> {
        checkNode(branch.left);
        checkNode(branch.right);
        assertEquals(branch.left.length + branch.right.length, branch.length);
        assertTrue(Math.abs(branch.left.height - branch.right.height) <= 1, "out of balance");
        assertEquals(Math.max(branch.left.height, branch.right.height) + 1, branch.height);
      }
    }
  }
}
