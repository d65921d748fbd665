/**
 * What a plugin may name, all of it.
 *
 * <p>A plugin adds a feature to the stream of edits. It implements {@link Plugin}, overriding the
 * hooks that it needs; it is given a {@link PluginContext}, the only door it has to the server; and
 * what it learns comes as records: {@link Change}, {@link Submission}, {@link PluginMessage}.
 *
 * {@snippet :
 * public final class Greeter implements Plugin {
 *   private PluginContext context;
 *
 *   @Override
 *   public String name() {
 *     return "greeter";
 *   }
 *
 *   @Override
 *   public void start(PluginContext context) {
 *     this.context = context;
 *   }
 *
 *   @Override
 *   public void onJoin(SessionView session) {
 *     context.channel().toSession(session.document(), session.id(), "\"Welcome\"");
 *   }
 * }
 * }
 *
 * <p>The host finds plugins with {@link java.util.ServiceLoader}: the shipped ones on its class
 * path, a stranger's in a jar in the server's plugins folder, which gets a class loader of its own.
 * Positions and lengths are UTF-16 code units throughout.
 */
@NullMarked
package io.scriptorium.plugin;

import org.jspecify.annotations.NullMarked;
