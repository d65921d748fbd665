/**
 * A client in Java: connects, follows a document's changes, submits its own, and comes back after a
 * lost connection without losing any.
 */
@NullMarked
package io.scriptorium.client;

import org.jspecify.annotations.NullMarked;
