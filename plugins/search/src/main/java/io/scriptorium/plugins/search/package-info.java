/**
 * Finds documents by their titles and texts, while they are being written.
 *
 * <p>Three types to know. {@link io.scriptorium.plugins.search.SearchPlugin} is what the host
 * starts: it hands each change to the {@code Indexer}, which keeps the {@code DocumentIndex}, a
 * Lucene index in the plugin's folder, true to the documents; a change is findable within a second.
 * {@link io.scriptorium.plugins.search.SearchResource} answers questions: {@code QueryText} reads
 * what a person typed, {@code LuceneQueries} says it in Lucene's words, {@code Search} carries it
 * out and shows the asker what he may read, {@code Snippets} cuts out the passage.
 *
 * <p>The index holds nothing that cannot be made again. It names the revision of each document that
 * it holds; at the start the {@code Indexer} compares it with the documents and makes up for what
 * is missing, be it the last second before a crash or everything.
 *
 * {@snippet :
 * // What a person types. Nothing is malformed: it finds what was meant, or says what it could not do.
 * QueryText.parse("title:minutes \"exact words\" -draft author:ann after:2026-01-31 begi")
 * }
 */
@NullMarked
package io.scriptorium.plugins.search;

import org.jspecify.annotations.NullMarked;
