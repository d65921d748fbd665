package io.scriptorium.plugin;

/** What somebody may do in a document; each role may do what those before it may, and more. */
public enum Role {
  /** Read it and see who is there. */
  VIEWER,
  /** Say something about it, too, where a plugin lets commenters. */
  COMMENTER,
  /** Write in it, too. */
  EDITOR,
  /** Say who else may do what with it, too. */
  OWNER;

  /** Whether remarks from someone in this role are taken. */
  public boolean mayComment() {
    return includes(COMMENTER);
  }

  /** Whether edits from someone in this role are taken. */
  public boolean mayEdit() {
    return includes(EDITOR);
  }

  /** Whether this role may do all that another may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
