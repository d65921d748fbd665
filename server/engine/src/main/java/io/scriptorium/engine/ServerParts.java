package io.scriptorium.engine;

import io.scriptorium.engine.plugin.HostParts;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a {@link DocumentServer} is put together from. Time, chance and threads are among it, so
 * that under a simulation everything happens the same way again.
 *
 * @param random makes session ids: not to be guessed, usable from any thread ({@link
 *     java.security.SecureRandom} in production)
 * @param sequencing runs the documents, each a turn at a time; its tasks never block, but for a
 *     moment while a plugin reviews
 * @param io runs what blocks for the store; best a virtual thread for each task
 */
public record ServerParts(
    ChangeLog log,
    Catalogue catalogue,
    Attachments attachments,
    AccessPolicy access,
    FrameEncoder encoder,
    HostParts plugins,
    Limits limits,
    EngineObserver observer,
    InstantSource clock,
    RandomGenerator random,
    Executor sequencing,
    Executor io,
    Scheduler scheduler) {}
