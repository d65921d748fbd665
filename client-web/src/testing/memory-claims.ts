import type { Claims, Release, ReplicaKey } from "../storage.ts";

/** The claims of several tabs of one browser: each tab uses this one object. */
export class MemoryClaims implements Claims {
  readonly #taken = new Set<string>();

  claim({ documentId, slot }: ReplicaKey): Promise<Release | undefined> {
    const key = `${documentId}/${slot}`;
    if (this.#taken.has(key)) {
      return Promise.resolve(undefined);
    }
    this.#taken.add(key);
    return Promise.resolve(() => {
      this.#taken.delete(key);
    });
  }
}
