/** The messages that a client and the server exchange, as sealed records without any JSON. */
@NullMarked
package io.scriptorium.protocol;

import org.jspecify.annotations.NullMarked;
