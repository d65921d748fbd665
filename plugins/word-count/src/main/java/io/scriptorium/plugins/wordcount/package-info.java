/**
 * How long a document is, live beside it: the sample to copy.
 *
 * <p>{@link WordCount} listens to the changes of documents that somebody has open, counts, and
 * tells everybody; the browser half, {@code src/main/web/plugin.ts}, shows it in a panel.
 */
@NullMarked
package io.scriptorium.plugins.wordcount;

import org.jspecify.annotations.NullMarked;
