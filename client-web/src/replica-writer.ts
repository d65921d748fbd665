import type Delta from "quill-delta";
import type { Cancel, Clock } from "./environment.ts";
import type { ReplicaRecord, SessionStorage } from "./storage.ts";

/** How long others' changes may stay unstored, in milliseconds: they can always be had from the server again. */
const SOON_MS = 1_000;

/** After how long a failed write is tried again, in milliseconds. */
const RETRY_MS = 5_000;

/** A replica at one moment: its record, the base that the record's tail belongs to, and the edits made until then. */
export interface ReplicaSnapshot {
  readonly record: ReplicaRecord;
  readonly base: Delta;
  readonly made: number;
}

/** Whom a writer tells. */
export interface WriterListener {
  /** The replica as it is now. */
  snapshot(): ReplicaSnapshot;
  /** What `snapshot` holds is on this device. */
  stored(snapshot: ReplicaSnapshot): void;
  /** It could not be stored; the writer goes on trying. */
  failed(snapshot: ReplicaSnapshot, error: unknown): void;
}

/**
 * Writes a replica to the device, one write at a time. While a write is under way, everything new waits for the
 * next one together: a fast typist causes fewer, not slower, writes. The base goes along only when it is new.
 */
export class ReplicaWriter {
  #wanted = false;
  #writing: Promise<void> | undefined;
  #writtenBase: Delta | undefined;
  #timer: Cancel | undefined;
  #stopped = false;

  constructor(
    readonly storage: SessionStorage,
    readonly clock: Clock,
    readonly listener: WriterListener,
    writtenBase: Delta | undefined,
  ) {
    this.#writtenBase = writtenBase;
  }

  /** Stores the replica as soon as the write that is under way is done. */
  now(): void {
    if (this.#stopped) {
      return;
    }
    this.#wanted = true;
    this.#writing ??= this.#writeWhileWanted();
  }

  /** Stores the replica within a second. */
  soon(): void {
    if (!this.#stopped) {
      this.#timer ??= this.#later(SOON_MS);
    }
  }

  /** Starts no further write, and resolves when the last one is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.();
    await this.#writing;
  }

  /** Stores what is not stored yet, then stops. */
  async finish(): Promise<void> {
    this.now();
    await this.#writing;
    await this.stop();
  }

  #later(delayMs: number): Cancel {
    return this.clock.schedule(delayMs, () => {
      this.#timer = undefined;
      this.now();
    });
  }

  async #writeWhileWanted(): Promise<void> {
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      await this.#write();
    }
    this.#writing = undefined;
  }

  async #write(): Promise<void> {
    const snapshot = this.listener.snapshot();
    const { record, base } = snapshot;
    const { documentId, slot } = record;
    try {
      await this.storage.write(
        record,
        base === this.#writtenBase
          ? undefined
          : { documentId, slot, ops: base.ops },
      );
    } catch (error) {
      this.#failed(snapshot, error);
      return;
    }
    this.#writtenBase = base;
    if (!this.#stopped) {
      this.listener.stored(snapshot);
    }
  }

  #failed(snapshot: ReplicaSnapshot, error: unknown): void {
    if (!this.#stopped) {
      this.#timer?.();
      this.#timer = this.#later(RETRY_MS);
      this.listener.failed(snapshot, error);
    }
  }
}
