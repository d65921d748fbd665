import type { DBSchema, IDBPDatabase } from "idb";
import { openDB } from "idb";
import type { Op } from "quill-delta";
import Delta from "quill-delta";
import type {
  BaseRecord,
  Draft,
  ReplicaKey,
  ReplicaRecord,
  SessionStorage,
  StoredReplica,
} from "./storage.ts";

type DraftRecord = Omit<Draft, "content" | "edit"> & {
  readonly content: readonly Op[];
  readonly edit: readonly Op[];
};

interface Schema extends DBSchema {
  replicas: {
    key: [documentId: string, slot: string];
    value: ReplicaRecord;
    indexes: { documentId: string };
  };
  bases: { key: [documentId: string, slot: string]; value: BaseRecord };
  drafts: { key: string; value: DraftRecord; indexes: { documentId: string } };
}

/** A device's storage in IndexedDB; the database is opened at first use. */
export class IndexedDbStorage implements SessionStorage {
  #database: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(readonly name = "scriptorium") {}

  async replicas(documentId: string): Promise<readonly StoredReplica[]> {
    const database = await this.#open();
    const transaction = database.transaction(["replicas", "bases"]);
    const bases = transaction.objectStore("bases");
    const records = await transaction
      .objectStore("replicas")
      .index("documentId")
      .getAll(documentId);
    const stored = await Promise.all(
      records.map(async (record) => ({
        record,
        base: await bases.get(key(record)),
      })),
    );
    return stored.flatMap(({ record, base }) =>
      base ? [{ record, base }] : [],
    );
  }

  async write(
    record: ReplicaRecord,
    base: BaseRecord | undefined,
  ): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(
      base ? ["replicas", "bases"] : ["replicas"],
      "readwrite",
      // Survives the browser's end, not the machine's: an edit waits for this, and after a power failure the
      // server still knows what it has.
      { durability: "relaxed" },
    );
    await Promise.all([
      transaction.objectStore("replicas").put(record),
      base && transaction.objectStore("bases").put(base),
      transaction.done,
    ]);
  }

  async remove(replica: ReplicaKey): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(
      ["replicas", "bases"],
      "readwrite",
    );
    await Promise.all([
      transaction.objectStore("replicas").delete(key(replica)),
      transaction.objectStore("bases").delete(key(replica)),
      transaction.done,
    ]);
  }

  async putAside(draft: Draft, replica: ReplicaKey): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(
      ["replicas", "bases", "drafts"],
      "readwrite",
      { durability: "strict" },
    );
    await Promise.all([
      transaction.objectStore("drafts").put({
        ...draft,
        content: draft.content.ops,
        edit: draft.edit.ops,
      }),
      transaction.objectStore("replicas").delete(key(replica)),
      transaction.objectStore("bases").delete(key(replica)),
      transaction.done,
    ]);
  }

  async drafts(documentId: string): Promise<readonly Draft[]> {
    const database = await this.#open();
    const records = await database.getAllFromIndex(
      "drafts",
      "documentId",
      documentId,
    );
    return records
      .map((record) => ({
        ...record,
        content: new Delta([...record.content]),
        edit: new Delta([...record.edit]),
      }))
      .sort((one, other) => one.createdAt - other.createdAt);
  }

  async discardDraft(id: string): Promise<void> {
    const database = await this.#open();
    await database.delete("drafts", id);
  }

  async records(): Promise<readonly ReplicaRecord[]> {
    const database = await this.#open();
    return await database.getAll("replicas");
  }

  async documentsWithDrafts(): Promise<ReadonlySet<string>> {
    const database = await this.#open();
    const { store } = database.transaction("drafts");
    const documents = new Set<string>();
    let cursor = await store
      .index("documentId")
      .openKeyCursor(null, "nextunique");
    while (cursor) {
      documents.add(cursor.key);
      cursor = await cursor.continue();
    }
    return documents;
  }

  /** Opens the database; after a failure, or when the browser closes it, the next call opens it anew. */
  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>(this.name, 1, {
      upgrade: createStores,
      blocking: (_current, _blocked, event) => {
        this.#database = undefined;
        if (event.target instanceof IDBDatabase) {
          event.target.close();
        }
      },
      terminated: () => {
        this.#database = undefined;
      },
    }).catch((error: unknown) => {
      this.#database = undefined;
      throw error;
    });
    return this.#database;
  }
}

function createStores(database: IDBPDatabase<Schema>): void {
  const keyPath = ["documentId", "slot"];
  database
    .createObjectStore("replicas", { keyPath })
    .createIndex("documentId", "documentId");
  database.createObjectStore("bases", { keyPath });
  database
    .createObjectStore("drafts", { keyPath: "id" })
    .createIndex("documentId", "documentId");
}

function key(replica: ReplicaKey): [string, string] {
  return [replica.documentId, replica.slot];
}
