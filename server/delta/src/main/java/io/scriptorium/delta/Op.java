package io.scriptorium.delta;

/**
 * One step of a {@link Delta}: insert text or an embed, keep ({@code retain}) or delete what is
 * there. Lengths count UTF-16 code units, an embed counts 1; every length is at least 1.
 *
 * <p>Each record checks itself: an {@link IllegalArgumentException} says what was got and what was
 * expected. Changing an embed in place (quill-delta's object-valued {@code retain}) is not part of
 * protocol version 1 and cannot be expressed.
 */
public sealed interface Op {

  /** How much of the text before (retain, delete) or after (insert) this op spans; at least 1. */
  int length();

  /** The formatting that comes with it; {@link Attributes#NONE} for a delete. */
  Attributes attributes();

  /** New text. */
  record Insert(String text, Attributes attributes) implements Op {
    public Insert {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("an insert must have text, got an empty string");
      }
    }

    @Override
    public int length() {
      return text.length();
    }
  }

  /** A new embed, such as an image: one object of length 1. Its first member names its type. */
  record Embed(Value.Members embed, Attributes attributes) implements Op {
    public Embed {
      if (embed.values().isEmpty()) {
        throw new IllegalArgumentException("an embed must have a member that names it, got {}");
      }
    }

    @Override
    public int length() {
      return 1;
    }
  }

  /** What is there stays; a {@link Value.Null} attribute removes that attribute, others set it. */
  record Retain(int length, Attributes attributes) implements Op {
    public Retain {
      Ops.requireLength("retain", length);
    }
  }

  /** What is there goes. */
  record Delete(int length) implements Op {
    public Delete {
      Ops.requireLength("delete", length);
    }

    @Override
    public Attributes attributes() {
      return Attributes.NONE;
    }
  }
}
