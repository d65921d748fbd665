/**
 * Where documents stay: the engine's {@link io.scriptorium.engine.ChangeLog} and {@link
 * io.scriptorium.engine.Catalogue} in an embedded SQLite database.
 *
 * <p>Three types to know:
 *
 * <ul>
 *   <li>{@link io.scriptorium.store.SqliteStore} opens a data folder and gives the two ports;
 *   <li>{@code GroupCommit} is the one writer: it takes whatever all documents have waiting, writes
 *       it in one transaction, and completes their stages once the disk was forced;
 *   <li>{@code SqlChangeLog} and {@code SqlCatalogue} hold the SQL, in the words that SQLite and
 *       PostgreSQL share; what is SQLite's own is in {@code SqliteDatabase} and the migrations.
 * </ul>
 *
 * {@snippet :
 * try (SqliteStore store = SqliteStore.open(Path.of("data"), InstantSource.system())) {
 *   DocumentId minutes = new DocumentId("minutes");
 *   store.catalogue().create(minutes, "Minutes of the meeting");
 *   store.changeLog().append(minutes, Revision.ZERO, changes).thenAccept(this::acknowledge);
 * }
 * }
 */
@NullMarked
package io.scriptorium.store;

import org.jspecify.annotations.NullMarked;
