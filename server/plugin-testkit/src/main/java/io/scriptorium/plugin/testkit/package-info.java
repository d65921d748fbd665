/**
 * Tests of a plugin without a server: a host in memory, on the test's own thread, whose time the
 * test turns.
 *
 * <p>{@link TestServer} runs one plugin as the platform would: it calls the same hooks in the same
 * order, keeps its checkpoint and its storage over a restart, and gives it a context that ends when
 * the plugin ends. {@link TestDocument} is a document on it, {@link TestSession} somebody in that
 * document, who types, sends messages to the plugin and receives its answers.
 *
 * {@snippet :
 * try (var server = TestServer.with(Greeter::new)) {
 *   var ada = server.createDocument("Plan").join("Ada");
 *   assertEquals(List.of("\"Welcome\""), ada.received());
 * }
 * }
 *
 * <p>{@link PluginContract} is a test class to extend, with what every plugin must be able to take.
 *
 * <p>Everything happens at once and in one order: when a call such as {@link TestSession#type}
 * returns, the plugin's hooks have run. An exception of a hook, which the platform would catch and
 * count, fails the test as a {@link HookFailedError}. There are no time limits here, and no threads
 * but the test's; whatever depends on them is for a test with a real server.
 */
@NullMarked
package io.scriptorium.plugin.testkit;

import org.jspecify.annotations.NullMarked;
