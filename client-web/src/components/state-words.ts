import type { SessionState } from "../document-session.ts";
import { isSignedOut } from "../session-state.ts";

/** A session's state in the words that its user reads. */
export function stateWords(state: SessionState): string {
  switch (state.type) {
    case "waiting":
      return "Waiting for the document";
    case "live":
      return "All saved";
    case "saving":
      return "Saving…";
    case "offline":
      return state.edits === 0 ? "Offline" : `Offline – ${kept(state.edits)}`;
    case "reconnecting":
      return state.edits === 0
        ? "Reconnecting…"
        : `Reconnecting… – ${kept(state.edits)}`;
    case "closed":
      return "Closed";
    case "refused":
      return isSignedOut(state) ? "Signed out" : `Refused – ${state.reason}`;
  }
}

function kept(edits: number): string {
  return `${edits} ${edits === 1 ? "edit" : "edits"} kept on this device, not sent yet`;
}

/**
 * What a screen reader is told when `before` becomes `after`, or undefined: every keystroke is saved, but only
 * trouble and its end are worth interrupting for.
 */
export function stateNews(
  before: SessionState | undefined,
  after: SessionState,
): string | undefined {
  if (after.type === "saving" || after.type === "waiting") return undefined;
  if (after.type !== "live") {
    return before?.type === after.type ? undefined : stateWords(after);
  }
  const wasWell =
    before === undefined ||
    before.type === "live" ||
    before.type === "saving" ||
    before.type === "waiting";
  return wasWell ? undefined : stateWords(after);
}
