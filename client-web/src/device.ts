import type {
  Claims,
  Release,
  SessionStorage,
  StoredReplica,
} from "./storage.ts";

/** Where a browser keeps its replicas, and which of its tabs has which. */
export interface Device {
  readonly storage: SessionStorage;
  readonly claims: Claims;
}

/** A stored replica that this tab has claimed. */
export interface Claimed {
  readonly stored: StoredReplica;
  readonly release: Release;
}

/**
 * Claims every replica of the document that no tab has: what closed tabs left behind. Those with pending edits
 * come first, and of these the one written last.
 */
export async function claimLeftBehind(
  { storage, claims }: Device,
  documentId: string,
): Promise<readonly Claimed[]> {
  const releases = new Map<string, Release>();
  for (const { record } of await storage.replicas(documentId)) {
    const release = await claims.claim(record);
    if (release) {
      releases.set(record.slot, release);
    }
  }
  // Read again: until it was claimed, a replica's tab may have gone on writing.
  const stored = releases.size > 0 ? await storage.replicas(documentId) : [];
  return stored
    .flatMap((replica) => {
      const release = releases.get(replica.record.slot);
      return release ? [{ stored: replica, release }] : [];
    })
    .sort((one, other) => rank(other.stored) - rank(one.stored));
}

/** Whether a stored replica holds edits that the server may not have. */
export function hasPending({ record }: Pick<StoredReplica, "record">): boolean {
  return record.inFlight !== undefined;
}

/** The time of its last write; with pending edits, later than any without. */
function rank(replica: StoredReplica): number {
  return replica.record.writtenAt + (hasPending(replica) ? 2 ** 50 : 0);
}
