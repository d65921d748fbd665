import { hasPending, type Device } from "./device.ts";
import type { ReplicaRecord } from "./storage.ts";

/** How many documents a device keeps to show them offline. */
export const KEPT_DOCUMENTS = 50;

/**
 * Forgets the documents that were not in use for longest, until the device keeps `kept` of them. A document with
 * edits that the server may not have, with a draft, or open in a tab is never forgotten.
 */
export async function prune(
  device: Device,
  kept: number = KEPT_DOCUMENTS,
): Promise<void> {
  const { storage } = device;
  const records = await storage.records();
  const drafted = await storage.documentsWithDrafts();
  for (const record of dispensable(records, drafted, kept)) {
    await forget(device, record);
  }
}

/** The replicas of the documents beyond the `kept` last used ones that hold nothing of their own. */
function dispensable(
  records: readonly ReplicaRecord[],
  drafted: ReadonlySet<string>,
  kept: number,
): readonly ReplicaRecord[] {
  const byLastUse = records.toSorted(
    (one, other) => other.writtenAt - one.writtenAt,
  );
  const documents = new Set(byLastUse.map(({ documentId }) => documentId));
  const stay = new Set([...documents].slice(0, kept));
  const unsent = new Set(
    records
      .filter((record) => hasPending({ record }))
      .map(({ documentId }) => documentId),
  );
  return records.filter(
    ({ documentId }) =>
      !stay.has(documentId) &&
      !unsent.has(documentId) &&
      !drafted.has(documentId),
  );
}

/** Forgets a replica, unless a tab has it or has used it since `record` was read. */
async function forget(
  { storage, claims }: Device,
  record: ReplicaRecord,
): Promise<void> {
  const release = await claims.claim(record);
  if (!release) {
    return;
  }
  try {
    // Read again: until it was claimed, a tab may have taken the replica over, edited and gone.
    const replicas = await storage.replicas(record.documentId);
    const now = replicas.find((each) => each.record.slot === record.slot);
    if (now?.record.writtenAt === record.writtenAt && !hasPending(now)) {
      await storage.remove(record);
    }
  } finally {
    release();
  }
}
