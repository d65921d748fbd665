/**
 * A load generator that is cheap enough to leave most of the machine to the server: all clients of
 * a run live on one thread ({@link io.scriptorium.bench.load.Loop}), none of them keeps a document,
 * and a frame that goes to hundreds of them is decoded once. {@link io.scriptorium.bench.load.Load}
 * is the program, {@link io.scriptorium.bench.load.Member} one of the clients, and {@link
 * io.scriptorium.bench.load.Room} what those of one document share: above all the record of its
 * changes, which every one of them must have been sent alike. People who only move their carets are
 * {@link io.scriptorium.bench.load.Mover}s, of one {@link io.scriptorium.bench.load.Carets}.
 */
@NullMarked
package io.scriptorium.bench.load;

import org.jspecify.annotations.NullMarked;
