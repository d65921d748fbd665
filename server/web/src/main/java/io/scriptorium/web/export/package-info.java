/**
 * A document for the world outside: as HTML that is safe to show, and as Markdown.
 *
 * <p>A document is a flat run of text in which each newline carries the format of the line that it
 * ends. {@link io.scriptorium.web.export.Line} cuts it into lines, {@link
 * io.scriptorium.web.export.Block} gathers the lines into what is written as one (a nested list, a
 * block of code), and one class for each target format writes the blocks down. Each is a pure
 * function of the document, usable from any thread.
 *
 * <p>Whoever may write in a document may put anything into its attributes and embeds. So nothing of
 * them is copied: every value is read by {@link io.scriptorium.web.export.Format} as the one kind
 * of thing it may be, and what is not that is left out.
 */
@NullMarked
package io.scriptorium.web.export;

import org.jspecify.annotations.NullMarked;
