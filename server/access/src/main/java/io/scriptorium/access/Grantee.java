package io.scriptorium.access;

/** Whom a document was given to. */
public sealed interface Grantee {
  /** One person. */
  record Person(AccountId account) implements Grantee {}

  /** Whoever is in a group. */
  record InGroup(GroupId group) implements Grantee {}

  /** Everyone who signed in; no guests. */
  record Everyone() implements Grantee {}
}
