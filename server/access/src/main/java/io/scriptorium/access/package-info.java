/**
 * Who somebody is, and what they may do: the pure half of it, without storage, HTTP or threads.
 *
 * <p>Three things to know. An {@link io.scriptorium.access.Account} is a person who signs in, or a
 * guest whom a link let in. A {@link io.scriptorium.access.Reach} is one way on which a document
 * reaches an account: a grant to it, to its group, to everyone who signed in, or a link that it
 * came by; the role that counts is the highest among them ({@link
 * io.scriptorium.access.Reach#role(java.util.List)}). An {@link io.scriptorium.access.AccessStore}
 * keeps all of it.
 *
 * <p>Whatever lets somebody in is a random text of 256 bits that is shown once and kept as a hash
 * ({@link io.scriptorium.access.SecretText}); passwords, which are not random, are kept as Argon2id
 * ({@link io.scriptorium.access.Passwords}).
 *
 * {@snippet :
 * List<Reach> ways = store.grants().reaches(account.id(), document, clock.instant());
 * boolean mayWrite = Reach.role(ways).filter(Role::mayEdit).isPresent();
 * }
 */
@NullMarked
package io.scriptorium.access;

import org.jspecify.annotations.NullMarked;
