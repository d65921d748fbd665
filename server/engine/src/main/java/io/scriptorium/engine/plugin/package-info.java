/**
 * Runs plugins, and is the edge at which their failures end: whatever one does costs its own
 * feature and nobody's typing.
 *
 * <p>Three types to know: {@link io.scriptorium.engine.plugin.PluginPackage}, what is installed;
 * {@link io.scriptorium.engine.plugin.PluginHost}, which starts, stops and quarantines it; {@link
 * io.scriptorium.engine.plugin.PluginStatus}, what an administrator is shown.
 *
 * <p>Inside, read {@code Installed} first, the states of one plugin; then {@code PluginRun}, the
 * life of one instance, with its three sources of work: {@code Inbox} (sessions and messages),
 * {@code Feed} (documents and changes, from the checkpoint) and {@code Reviewer}. All of the
 * plugin's code is called through {@code HookGuard}. This package knows nothing of sequencers and
 * sockets: the server around it is the port {@link io.scriptorium.engine.plugin.Platform}.
 *
 * {@snippet :
 * PluginHost host = server.plugins();
 * host.install(PluginPackage.builtIn("greeter", Greeter::new));
 * PluginStatus.State state = host.status("greeter").orElseThrow().state();
 * host.remove("greeter").thenRun(this::deleteJar);
 * }
 */
@NullMarked
package io.scriptorium.engine.plugin;

import org.jspecify.annotations.NullMarked;
