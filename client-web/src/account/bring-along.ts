import type { Device } from "../device.ts";

/**
 * Gives the replicas that `from` keeps to `to`, with their unsent edits: those of a time without accounts, to whoever
 * has set the accounts up at the same browser. One that a tab still has stays where it is.
 */
export async function bringAlong(from: Device, to: Device): Promise<void> {
  for (const listed of await from.storage.records()) {
    const release = await from.claims.claim(listed);
    if (!release) continue;
    try {
      // Read again: until it was claimed, its tab may have gone on writing.
      const replicas = await from.storage.replicas(listed.documentId);
      const found = replicas.find(({ record }) => record.slot === listed.slot);
      if (found === undefined) continue;
      // Twice is better than never: the server knows an edit by its replica's name and number.
      await to.storage.write(found.record, found.base);
      await from.storage.remove(found.record);
    } finally {
      release();
    }
  }
}
