package io.scriptorium.delta;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A delta in the making, kept canonical with every op that is pushed (quill-delta's {@code push}):
 * neighbours of one kind and equal attributes become one op, and an insert at the place of a delete
 * goes in front of it.
 *
 * <p>The end of the delta is kept open: one insert or one retain that may still grow, and behind it
 * how much is deleted there. An insert that follows a delete so finds its place without moving
 * anything, and a retain that arrives in ten pieces becomes one object.
 */
final class OpBuilder {
  private Op[] ops;
  private int size;
  private long span;

  private Op.@Nullable Insert openInsert;
  private @Nullable StringBuilder openText;
  private long openRetain;
  private Attributes openAttributes = Attributes.NONE;
  private long openDelete;

  /** With room for so many ops to begin with. */
  OpBuilder(int capacity) {
    ops = new Op[capacity];
  }

  /**
   * Adds an op at the end.
   *
   * @return whether it now is the last op as it came: not joined with another, nor put in front of
   *     a delete
   */
  boolean push(Op op) {
    return switch (op) {
      case Op.Insert insert -> insert(insert);
      case Op.Embed embed -> embed(embed);
      case Op.Retain retain -> retain(retain.length(), retain.attributes());
      case Op.Delete delete -> delete(delete.length());
    };
  }

  private boolean insert(Op.Insert insert) {
    var open = openInsert;
    if (open != null && open.attributes().equals(insert.attributes())) {
      if (openText == null) {
        openText = new StringBuilder(open.text());
      }
      openText.append(insert.text());
      return false;
    }
    closeRun();
    openInsert = insert;
    return openDelete == 0;
  }

  private boolean embed(Op.Embed embed) {
    closeRun();
    add(embed);
    return openDelete == 0;
  }

  boolean retain(long length, Attributes attributes) {
    if (openDelete == 0 && openRetain > 0 && openAttributes.equals(attributes)) {
      openRetain += length;
      return false;
    }
    close();
    openRetain = length;
    openAttributes = attributes;
    return true;
  }

  boolean delete(long length) {
    openDelete += length;
    return openDelete == length;
  }

  /** Adds an insert at the end, joined with nothing before it. */
  void addInsert(Op op) {
    close();
    if (op instanceof Op.Insert insert) {
      openInsert = insert;
    } else {
      add(op);
    }
  }

  /**
   * Adds ops at the end as they are, joined with nothing before them; what is pushed next is joined
   * with the last of them.
   */
  void addAll(Op[] more, int from) {
    if (from >= more.length) {
      return;
    }
    close();
    for (int i = from; i < more.length; i++) {
      add(more[i]);
    }
    reopen();
  }

  private void reopen() {
    if (ops[size - 1] instanceof Op.Delete delete) {
      openDelete = delete.length();
      removeLast();
    }
    if (size == 0) {
      return;
    }
    switch (ops[size - 1]) {
      case Op.Insert insert -> {
        openInsert = insert;
        removeLast();
      }
      case Op.Retain retain -> {
        openRetain = retain.length();
        openAttributes = retain.attributes();
        removeLast();
      }
      case Op.Embed _, Op.Delete _ -> {
        // Neither grows: an embed stays itself, and only the last delete is joined.
      }
    }
  }

  private void removeLast() {
    size--;
    span -= ops[size].length();
  }

  /** Drops the last op if it is a plain retain, which says nothing at the end of a change. */
  OpBuilder chop() {
    if (openDelete == 0 && openInsert == null && openAttributes.isEmpty()) {
      openRetain = 0;
    }
    return this;
  }

  /**
   * The delta of what was added.
   *
   * @throws MisfitException if it spans more than a delta can
   */
  Delta build() {
    close();
    if (span > Delta.MAX_LENGTH) {
      throw new MisfitException(
          "the resulting delta would span "
              + span
              + " code units, a delta spans at most "
              + Delta.MAX_LENGTH);
    }
    return Delta.ofOwned(size == ops.length ? ops : Arrays.copyOf(ops, size));
  }

  private void close() {
    closeRun();
    if (openDelete > 0) {
      add(new Op.Delete(fitting(openDelete)));
      openDelete = 0;
    }
  }

  private void closeRun() {
    var insert = openInsert;
    if (insert != null) {
      add(openText == null ? insert : new Op.Insert(openText.toString(), insert.attributes()));
      openInsert = null;
      openText = null;
    } else if (openRetain > 0) {
      add(new Op.Retain(fitting(openRetain), openAttributes));
      openRetain = 0;
    }
  }

  private static int fitting(long length) {
    if (length > Delta.MAX_LENGTH) {
      throw new MisfitException(
          "the resulting delta would hold an op of "
              + length
              + " code units, a delta spans at most "
              + Delta.MAX_LENGTH);
    }
    return (int) length;
  }

  /** Adds an op behind all others, joined with nothing before or after it. */
  void add(Op op) {
    if (size == ops.length) {
      ops = Arrays.copyOf(ops, size + (size >> 1) + 4);
    }
    ops[size++] = op;
    span += op.length();
  }
}
