/** What an operator sees from outside: health (live, ready, started) and metrics. */
@NullMarked
package io.scriptorium.web.health;

import org.jspecify.annotations.NullMarked;
