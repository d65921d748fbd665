import Delta from "quill-delta";
import type { Clock } from "./environment.ts";
import type { ReplicaSnapshot } from "./replica-writer.ts";
import { ReplicaWriter } from "./replica-writer.ts";
import type {
  ReplicaKey,
  ReplicaRecord,
  SessionStorage,
  StoredEdit,
  StoredReplica,
} from "./storage.ts";
import { composeAll } from "./sync/compose-all.ts";
import { KeptDocument } from "./sync/kept-document.ts";
import { carry, carryBack, type Side } from "./sync/positions.ts";
import { RecentChanges } from "./sync/recent-changes.ts";
import type { PendingEdit, SyncState } from "./sync/state.ts";
import { pending, pendingEdits, synchronized } from "./sync/state.ts";
import type { SyncEffect, SyncEvent } from "./sync/transition.ts";
import { transition } from "./sync/transition.ts";

/** Whom a replica tells. */
export interface ReplicaListener {
  /** The editor takes in `delta` as it is. */
  apply(delta: Delta): void;
  send(seq: number, revision: number, delta: Delta): void;
  resume(reason: string): void;
  abandon(reason: string): void;
  /** The edit with this number is stored, or could not be and need not wait any longer. */
  kept(seq: number): void;
  /** Why this device cannot store, or undefined when it could. */
  storage(error: unknown): void;
}

/** What a document is called, and what this user may do in it. */
export interface Description {
  readonly title: string;
  readonly role: string;
}

/** What a replica begins with. */
interface Beginning extends Description {
  readonly key: ReplicaKey;
  readonly client: string;
  readonly state: SyncState;
  readonly document: KeptDocument;
  /** The base that is stored on this device, if one is. */
  readonly storedBase?: Delta;
}

/** One replica of a document: the sync core's state, the document under it, and its copy on this device. */
export class Replica {
  readonly key: ReplicaKey;
  /** Its name on the wire. */
  readonly client: string;
  #state: SyncState;
  #document: KeptDocument;
  #recent: RecentChanges;
  #description: Description;
  /** How many edits its user has made in it, those included with which it began. */
  #made: number;
  /** How many of them the device's copy has seen: the same edits, from the first on. */
  #stored: number;
  readonly #clock: Clock;
  readonly #listener: ReplicaListener;
  readonly #writer: ReplicaWriter;

  private constructor(
    { key, client, state, document, storedBase, title, role }: Beginning,
    storage: SessionStorage,
    clock: Clock,
    listener: ReplicaListener,
  ) {
    this.key = key;
    this.client = client;
    this.#state = state;
    this.#document = document;
    this.#recent = new RecentChanges(state.revision);
    this.#description = { title, role };
    this.#made = pendingEdits(state);
    this.#stored = this.#made;
    this.#clock = clock;
    this.#listener = listener;
    this.#writer = new ReplicaWriter(
      storage,
      clock,
      {
        snapshot: () => this.#snapshot(),
        stored: ({ record, made }) => {
          this.#stored = made;
          this.#written(record, undefined);
        },
        failed: ({ record }, error) => {
          this.#written(record, error);
        },
      },
      storedBase,
    );
  }

  /** A new replica of the document that the server sent. */
  static joined(
    key: ReplicaKey,
    client: string,
    at: { revision: number; head: number; content: Delta } & Description,
    storage: SessionStorage,
    clock: Clock,
    listener: ReplicaListener,
  ): Replica {
    const { revision, head, content, title, role } = at;
    const replica = new Replica(
      {
        key,
        client,
        state: synchronized(revision, 0, { type: "down" }),
        document: new KeptDocument(content),
        title,
        role,
      },
      storage,
      clock,
      listener,
    );
    replica.dispatch({ type: "resumed", revision, head });
    replica.#writer.soon();
    return replica;
  }

  /**
   * The replica that an earlier visit left on this device, its edits still pending. One with nothing pending gets
   * a new name: should the device have missed its last writes, no number can come to mean two edits.
   */
  static stored(
    { record, base }: StoredReplica,
    newClient: string,
    storage: SessionStorage,
    clock: Clock,
    listener: ReplicaListener,
  ): Replica {
    const { documentId, slot, title, role } = record;
    const storedBase = new Delta([...base.ops]);
    const tail = record.tail.map((ops) => new Delta([...ops]));
    return new Replica(
      {
        key: { documentId, slot },
        client: record.inFlight ? record.client : newClient,
        state: storedState(record),
        document: new KeptDocument(storedBase, tail),
        storedBase,
        title,
        role,
      },
      storage,
      clock,
      listener,
    );
  }

  get state(): SyncState {
    return this.#state;
  }

  /** How many of the pending edits are on this device: those that a moment ago were not may be on their way. */
  get kept(): number {
    // What is pending are the last edits made, so what is not stored is pending too.
    const notStored = this.#made - this.#stored;
    return Math.max(0, pendingEdits(this.#state) - notStored);
  }

  get description(): Description {
    return this.#description;
  }

  /** What the editor shows: the document with everything pending in it. */
  content(): Delta {
    return this.#document.content(
      pending(this.#state).map((edit) => edit.delta),
    );
  }

  /** All that is pending, as one change on the document at the state's revision. */
  pendingChange(): Delta {
    return composeAll(pending(this.#state).map((edit) => edit.delta));
  }

  /** A position in {@link content} as one of the document at the state's revision, without what is pending. */
  toRevision(index: number): number {
    return pending(this.#state).reduceRight(
      (position, { delta }) => carryBack(position, delta),
      index,
    );
  }

  /** A position of the document at `revision`, one that this replica has had, as one in {@link content}. */
  fromRevision(index: number, revision: number, stays: Side): number {
    return pending(this.#state).reduce(
      (position, { delta }) => carry(position, delta, stays),
      this.#recent.carry(index, revision, stays),
    );
  }

  dispatch(event: SyncEvent): void {
    const [state, effects] = transition(this.#state, event);
    if (event.type === "edited")
      this.#made += pendingEdits(state) - pendingEdits(this.#state);
    this.#state = state;
    for (const effect of effects) {
      this.#run(effect);
    }
  }

  describe(news: Partial<Description>): void {
    this.#description = { ...this.#description, ...news };
    this.#writer.soon();
  }

  /** Leaves this device's copy as it is, for good. */
  async stop(): Promise<void> {
    await this.#writer.stop();
  }

  /** Brings this device's copy up to date, then leaves it. */
  async finish(): Promise<void> {
    await this.#writer.finish();
  }

  #run(effect: SyncEffect): void {
    switch (effect.type) {
      case "commit":
        this.#document = this.#document.commit(effect.deltas);
        this.#recent = this.#recent.commit(effect.deltas, this.#state.revision);
        this.#writer.soon();
        break;
      case "apply":
        this.#listener.apply(effect.delta);
        break;
      case "keep":
        this.#writer.now();
        break;
      case "send":
        this.#listener.send(effect.seq, effect.revision, effect.delta);
        break;
      case "resume":
        this.#listener.resume(effect.reason);
        break;
      case "abandon":
        this.#listener.abandon(effect.reason);
        break;
    }
  }

  /** A device that cannot store must not keep the edit from the server, which can. */
  #written(record: ReplicaRecord, error: unknown): void {
    this.#listener.storage(error);
    if (record.inFlight) {
      this.#listener.kept(record.inFlight.seq);
    }
  }

  #snapshot(): ReplicaSnapshot {
    this.#document = this.#document.folded();
    const { base, tail } = this.#document;
    return {
      base,
      made: this.#made,
      record: {
        ...this.key,
        client: this.client,
        ...this.#description,
        revision: this.#state.revision,
        lastSeq: this.#state.lastSeq,
        ...pendingRecords(this.#state),
        tail: tail.map((delta) => delta.ops),
        writtenAt: this.#clock.now(),
      },
    };
  }
}

function pendingRecords(
  state: SyncState,
): Pick<ReplicaRecord, "inFlight" | "buffer"> {
  if (state.type === "synchronized") {
    return {};
  }
  const inFlight = { ...storedEdit(state.inFlight), seq: state.inFlight.seq };
  return state.type === "awaiting-ack"
    ? { inFlight }
    : { inFlight, buffer: storedEdit(state.buffer) };
}

function storedEdit({ delta, edits }: PendingEdit): StoredEdit {
  return { ops: delta.ops, edits };
}

/** Whether the edit in flight ever left is not known any more, so it counts as `unsure`. */
function storedState(record: ReplicaRecord): SyncState {
  const { revision, lastSeq } = record;
  const replica = synchronized(revision, lastSeq, { type: "down" });
  if (!record.inFlight) {
    return replica;
  }
  const inFlight = {
    ...pendingEdit(record.inFlight),
    seq: record.inFlight.seq,
    passage: "unsure",
  } as const;
  return record.buffer
    ? {
        ...replica,
        type: "awaiting-ack-with-buffer",
        inFlight,
        buffer: pendingEdit(record.buffer),
      }
    : { ...replica, type: "awaiting-ack", inFlight };
}

function pendingEdit({ ops, edits }: StoredEdit): PendingEdit {
  return { delta: new Delta([...ops]), edits };
}
