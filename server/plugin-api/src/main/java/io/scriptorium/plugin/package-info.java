/** Every type that a plugin may name. */
@NullMarked
package io.scriptorium.plugin;

import org.jspecify.annotations.NullMarked;
