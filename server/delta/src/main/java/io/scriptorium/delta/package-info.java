/**
 * The algebra of rich text: a change to a document as a list of insertions, retentions and
 * deletions, and the document as a persistent tree. Needs the JDK alone.
 */
@NullMarked
package io.scriptorium.delta;

import org.jspecify.annotations.NullMarked;
