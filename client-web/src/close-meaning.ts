/** How a connection ended. */
export interface Closed {
  /** The WebSocket close code (RFC 6455, section 7.4), 1006 for a connection that broke. */
  readonly code: number;
  /** The `error` message that came before the close, if one did. */
  readonly error?: { readonly code: string; readonly message: string };
  /** Whether the server had let this client join. */
  readonly wasJoined: boolean;
}

/** What a client does about a close. */
export type CloseMeaning =
  /** The connection is gone and nothing else: connect again and resume. */
  | "resume"
  /** Resume, but take time: this client asks too much of the server. */
  | "slow-down"
  /** What is pending cannot be taken: it becomes a draft, and a fresh replica joins. */
  | "abandon"
  /** This user has no business here now; the edits stay for when that changes. */
  | "refused"
  /** The document is gone or closed to this user: what is pending becomes a draft, and nobody joins. */
  | "refused-for-good";

/** The meaning of each close code of the protocol; what it does not name is a broken connection. */
export function closeMeaning(closed: Closed): CloseMeaning {
  switch (closed.code) {
    case 4400:
      return closed.wasJoined ? "abandon" : "refused";
    case 4401:
      return "refused";
    case 4403:
    case 4404:
      return "refused-for-good";
    case 1009: // a frame so long that the container refused it unread
    case 4409:
    case 4413:
    case 4422:
      return "abandon";
    case 4429:
      return "slow-down";
    default:
      return "resume";
  }
}
