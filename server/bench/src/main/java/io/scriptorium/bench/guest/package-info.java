/**
 * Plugins for {@link io.scriptorium.bench.IsolationBenchmark}: one that watches, and those that do
 * what no plugin should. They compile against the plugin interface alone and reach the server as
 * jars, like anybody's.
 */
@NullMarked
package io.scriptorium.bench.guest;

import org.jspecify.annotations.NullMarked;
