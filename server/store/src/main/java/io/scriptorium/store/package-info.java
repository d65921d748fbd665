/** The change log and the catalogue of documents in SQLite. */
@NullMarked
package io.scriptorium.store;

import org.jspecify.annotations.NullMarked;
