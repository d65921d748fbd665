package io.scriptorium.access;

import java.util.List;

/** The groups of accounts. See {@link AccessStore} for threads and errors. */
public interface Groups {
  /**
   * Adds a group, or puts it in the place of that of its id; members who are not there or guests
   * are left out.
   */
  void put(Group group);

  /** All of them, by name. */
  List<Group> all();

  /** Removes one with what was given to it; false if it is not there. */
  boolean remove(GroupId group);
}
