/** The JSON form of the messages and of deltas, read and written with Jackson. */
@NullMarked
package io.scriptorium.protocol.json;

import org.jspecify.annotations.NullMarked;
