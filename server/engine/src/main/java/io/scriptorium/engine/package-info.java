/**
 * One order for each document's edits: the sequencer, the sessions and the ports that storage
 * implements. Knows neither JSON nor Jakarta nor SQL.
 */
@NullMarked
package io.scriptorium.engine;

import org.jspecify.annotations.NullMarked;
