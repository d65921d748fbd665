package io.scriptorium.web.export;

/** A stretch of a line with one format: text without a newline, or an embed. */
sealed interface Run {
  /** How it looks. */
  Format format();

  /** Some characters; never empty, never with a newline. */
  record Words(String text, Format format) implements Run {}

  /**
   * An image.
   *
   * @param source as it was put in; not yet checked
   */
  record Image(String source, Format format) implements Run {}

  /**
   * An embed that is not known here, to be shown as its name.
   *
   * @param name of its type, as it was put in; not escaped
   */
  record Unknown(String name, Format format) implements Run {}
}
