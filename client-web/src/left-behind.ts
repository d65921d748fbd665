import { Backoff } from "./backoff.ts";
import type { BackoffLimits } from "./backoff.ts";
import type { NoticeSource, World } from "./replica-session.ts";
import { ReplicaSession } from "./replica-session.ts";
import type { Draft, Release, StoredReplica } from "./storage.ts";

/** Whom a delivery tells. */
export interface DeliveryListener {
  notice(source: NoticeSource, message: string | undefined): void;
  draft(draft: Draft): void;
  /** The number of edits may have changed. */
  moved(): void;
  /** It is over: delivered, put aside as a draft, or refused for now. */
  done(): void;
}

/**
 * Edits that a closed tab left behind on this device, on their way to the server. They belong to a replica of
 * their own, since only that replica's name tells the server whether it has them already; nobody looks at it.
 */
export class LeftBehind {
  readonly #session: ReplicaSession;
  #over = false;

  constructor(
    readonly stored: StoredReplica,
    readonly world: World,
    readonly limits: BackoffLimits,
    readonly release: Release,
    readonly listener: DeliveryListener,
  ) {
    this.#session = new ReplicaSession(
      stored.record,
      world,
      new Backoff(world.environment.random, limits),
      {
        content: () => undefined,
        change: () => undefined,
        described: () => undefined,
        plugin: () => undefined,
        seated: () => undefined,
        notice: (source, message) => {
          listener.notice(source, message);
        },
        draft: (draft) => {
          listener.draft(draft);
        },
        refused: () => {
          this.#leave();
        },
        moved: () => {
          this.#moved();
        },
      },
      stored,
    );
  }

  /** How many edits are still to be delivered. */
  get edits(): number {
    return this.#session.edits;
  }

  /** How many of them are on this device. */
  get kept(): number {
    return this.#session.kept;
  }

  start(): void {
    this.#session.connection.start();
  }

  /** Leaves the rest on the device, for the next visit. */
  async stop(): Promise<void> {
    this.#over = true;
    await this.#session.stop();
    this.release();
  }

  #moved(): void {
    if (this.#over) {
      return;
    }
    this.listener.moved();
    const state = this.#session.replica?.state;
    if (!state || (state.type === "synchronized" && state.link.type === "up")) {
      this.#forget();
    }
  }

  /** All is delivered or in a draft. */
  #forget(): void {
    this.#leave(() => this.world.storage.remove(this.stored.record));
  }

  #leave(then: () => Promise<void> = () => Promise.resolve()): void {
    if (this.#over) {
      return;
    }
    this.#over = true;
    this.#session
      .stop()
      .then(then)
      .catch(() => {
        // A replica that cannot be forgotten has nothing pending, and the next visit tries again.
      })
      .finally(() => {
        this.release();
        this.listener.done();
      });
  }
}
