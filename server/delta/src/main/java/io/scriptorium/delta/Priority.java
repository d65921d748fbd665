package io.scriptorium.delta;

/**
 * Which of two concurrent deltas counts as having been there first where both insert at the same
 * place or set the same attribute: quill-delta's boolean argument of {@code transform}, named.
 *
 * <p>{@code a.transform(b, FIRST)} is quill-delta's {@code a.transform(b, true)}: {@code a}, the
 * receiver, came first, so its text stays in front and its attribute values stay.
 */
public enum Priority {
  /** The receiver of {@code transform} came first; quill-delta's {@code true}. */
  FIRST,
  /** The receiver of {@code transform} came second; quill-delta's {@code false}. */
  SECOND
}
