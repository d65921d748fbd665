/**
 * The algebra of rich text, and the document as a tree. Needs the JDK alone; everything here is
 * immutable and safe for use by any thread.
 *
 * <p>Three types carry it:
 *
 * <ul>
 *   <li>A {@link io.scriptorium.delta.Delta} is a change, or a document as a list: Quill's format
 *       of {@link io.scriptorium.delta.Op}s, with quill-delta 5.1.0's functions, result for result.
 *       Its ops carry {@link io.scriptorium.delta.Attributes} and, as embeds, any JSON {@link
 *       io.scriptorium.delta.Value}.
 *   <li>A {@link io.scriptorium.delta.RichText} is a whole document that a change is applied to
 *       without walking through all of it.
 *   <li>{@link io.scriptorium.delta.Priority} says which of two concurrent changes was there first.
 *       The server's log was: an edit is rebased over it with {@code SECOND}.
 * </ul>
 *
 * <p>Two people write in one document at once, and both orders end alike:
 *
 * {@snippet class="io.scriptorium.delta.TwoWritersTest" region="converge"}
 *
 * <p>All lengths and positions count UTF-16 code units, as Java's and JavaScript's strings do; an
 * embed counts 1. {@code compose}, {@code transform} and {@code invert} are one loop each over a
 * cursor that cuts the ops of both sides to equal lengths; behind the last op it goes on as an
 * endless retain. The laws that hold are tests with their names, and the cases in {@code
 * src/conformance/delta} were answered by quill-delta itself.
 */
@NullMarked
package io.scriptorium.delta;

import org.jspecify.annotations.NullMarked;
