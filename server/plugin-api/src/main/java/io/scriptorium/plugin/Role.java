package io.scriptorium.plugin;

/** What somebody may do in a document. */
public enum Role {
  /** Read it and see who is there. */
  VIEWER,
  /** Write in it, too. */
  EDITOR;

  /** Whether edits from someone in this role are taken. */
  public boolean mayEdit() {
    return this == EDITOR;
  }
}
