/**
 * Every revision of a document stays; this plugin shows them.
 *
 * <p>The log of changes is the only truth. What would take too long to read from it at each request
 * is kept in a {@link HistoryIndex}, which can always be made again: the {@link Episode episodes}
 * of the timeline, and the {@link Deeds} of many {@link Span}s of revisions, of which those between
 * any two are put together: who wrote, removed or formatted what. {@link History} is the plugin,
 * {@link HistoryResource} its REST calls.
 */
@NullMarked
package io.scriptorium.plugins.history;

import org.jspecify.annotations.NullMarked;
