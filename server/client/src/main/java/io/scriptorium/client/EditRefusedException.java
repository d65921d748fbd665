package io.scriptorium.client;

/** An edit was refused, or given up before it was acknowledged; {@link #edit} has it back. */
public final class EditRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RefusedEdit edit;

  EditRefusedException(RefusedEdit edit) {
    super(edit.code() + ": " + edit.message());
    this.edit = edit;
  }

  /** What was refused, with everything else that was pending beside it. */
  public RefusedEdit edit() {
    return edit;
  }
}
