/**
 * What is started once: the settings, read and checked in one place, and the document server built
 * from them. The other packages of the web module are its edges and ask for these by injection.
 *
 * <p>Begin with {@link io.scriptorium.web.server.Settings}.
 */
@NullMarked
package io.scriptorium.web.server;

import org.jspecify.annotations.NullMarked;
