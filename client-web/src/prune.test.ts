import "fake-indexeddb/auto";
import Delta from "quill-delta";
import { beforeEach, describe, expect, it } from "vitest";
import { IndexedDbStorage } from "./indexed-db-storage.ts";
import { KEPT_DOCUMENTS, prune } from "./prune.ts";
import type { ReplicaRecord } from "./storage.ts";
import { Browser } from "./testing/browser.ts";
import { MemoryClaims } from "./testing/memory-claims.ts";

let databases = 0;
let storage: IndexedDbStorage;
let claims: MemoryClaims;

beforeEach(() => {
  databases += 1;
  storage = new IndexedDbStorage(`prune-${databases}`);
  claims = new MemoryClaims();
});

/** A replica of `documentId`, last written at `writtenAt`. */
function replica(
  documentId: string,
  writtenAt: number,
  news: Partial<ReplicaRecord> = {},
): ReplicaRecord {
  return {
    documentId,
    slot: "slot",
    client: `client-of-${documentId}`,
    title: documentId,
    role: "editor",
    revision: 1,
    lastSeq: 0,
    tail: [],
    writtenAt,
    ...news,
  };
}

async function keep(record: ReplicaRecord, into = storage): Promise<void> {
  const { documentId, slot } = record;
  await into.write(record, { documentId, slot, ops: [{ insert: "text\n" }] });
}

async function kept(from = storage): Promise<readonly string[]> {
  const records = await from.records();
  return [...new Set(records.map(({ documentId }) => documentId))].sort();
}

const UNSENT = {
  inFlight: { seq: 1, edits: 1, ops: [{ insert: "mine" }] },
} as const;

describe("a device with more documents than it keeps", () => {
  it("forgets those that were not in use for longest, content and all", async () => {
    for (const [index, id] of ["b", "d", "a", "c"].entries())
      await keep(replica(id, index));
    await prune({ storage, claims }, 2);
    expect(await kept()).toEqual(["a", "c"]);
    expect(await storage.replicas("b")).toEqual([]);
    expect(await storage.replicas("c")).toHaveLength(1);
  });

  it("counts documents, not replicas, by the last of their replicas", async () => {
    await keep(replica("a", 1));
    await keep(replica("b", 2));
    await keep(replica("a", 3, { slot: "another" }));
    await prune({ storage, claims }, 1);
    expect(await kept()).toEqual(["a"]);
    expect(await storage.replicas("a")).toHaveLength(2);
  });

  it("keeps every document that has edits which the server may not have", async () => {
    await keep(replica("unsent", 1, UNSENT));
    await keep(replica("unsent", 2, { slot: "another" }));
    await keep(replica("old", 3));
    await keep(replica("new", 4));
    await prune({ storage, claims }, 1);
    expect(await kept()).toEqual(["new", "unsent"]);
    expect(await storage.replicas("unsent")).toHaveLength(2);
  });

  it("keeps every document that has a draft", async () => {
    for (const id of ["drafted", "twice", "old", "new"])
      await keep(replica(id, id === "new" ? 2 : 1));
    for (const [id, documentId] of [
      ["1", "drafted"],
      ["2", "twice"],
      ["3", "twice"],
    ] as const)
      await storage.putAside(
        {
          id,
          documentId,
          createdAt: 1,
          code: "plugin",
          reason: "No.",
          content: new Delta().insert("mine\n"),
          edit: new Delta().insert("mine"),
          revision: 1,
        },
        { documentId, slot: "a slot of the past" },
      );
    await prune({ storage, claims }, 1);
    expect(await kept()).toEqual(["drafted", "new", "twice"]);
  });

  it("leaves a document alone that a tab has open", async () => {
    await keep(replica("open", 1));
    await keep(replica("new", 2));
    const release = await claims.claim(replica("open", 1));
    await prune({ storage, claims }, 1);
    expect(await kept()).toEqual(["new", "open"]);
    release?.();
    await prune({ storage, claims }, 1);
    expect(await kept()).toEqual(["new"]);
  });

  it("leaves a replica alone that was edited while it was about to be forgotten, and gives it free", async () => {
    await keep(replica("old", 1));
    await keep(replica("new", 2));
    const edited = replica("old", 1, UNSENT);
    await prune(
      {
        storage,
        claims: {
          claim: async (key) => {
            await storage.write(edited, undefined);
            return claims.claim(key);
          },
        },
      },
      1,
    );
    expect(await kept()).toEqual(["new", "old"]);
    expect(await claims.claim(edited)).toBeDefined();
  });
});

describe("a document that is opened", () => {
  it("makes room on its device", async () => {
    const browser = new Browser();
    browser.storage = storage;
    for (let index = 0; index < KEPT_DOCUMENTS + 3; index += 1)
      await keep(replica(`old-${index}`, index - 1_000_000));
    const editor = await browser.liveTab();
    await expect.poll(async () => (await kept()).length).toBe(KEPT_DOCUMENTS);
    expect(await kept()).not.toContain("old-2");
    expect(await kept()).toContain("old-3");
    editor.session.close();
    await editor.session.finished;
    expect(await kept()).toContain("d");
  });
});
