/**
 * Where plugins come from, and what browsers get of them.
 *
 * <p>Shipped plugins are found on the class path. A stranger's is a jar in the plugins folder,
 * which {@link io.scriptorium.web.plugin.JarFolder} looks at while the server runs: a jar that has
 * come is read ({@link io.scriptorium.web.plugin.JarContents}), given a class loader of its own
 * ({@link io.scriptorium.web.plugin.PluginLoader}) and handed to the engine's host; one that this
 * server cannot run is refused, with a reason that the log, the administrator's list and the health
 * report show. Its files for browsers are served under an address that holds their hash ({@link
 * io.scriptorium.web.plugin.BrowserHalf}).
 */
@NullMarked
package io.scriptorium.web.plugin;

import org.jspecify.annotations.NullMarked;
