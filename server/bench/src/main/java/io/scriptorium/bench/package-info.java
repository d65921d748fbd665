/** Benchmarks, and the replay of recorded editing sessions through a real server. */
@NullMarked
package io.scriptorium.bench;

import org.jspecify.annotations.NullMarked;
