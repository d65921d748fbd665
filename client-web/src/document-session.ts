import type Delta from "quill-delta";
import { Backoff, DEFAULT_BACKOFF } from "./backoff.ts";
import type { BackoffLimits } from "./backoff.ts";
import { browserDevice, browserEnvironment, pageOrigin } from "./browser.ts";
import { claimLeftBehind, hasPending } from "./device.ts";
import type { Claimed, Device } from "./device.ts";
import type { Environment } from "./environment.ts";
import { newId } from "./environment.ts";
import { LeftBehind } from "./left-behind.ts";
import { prune } from "./prune.ts";
import type { Description } from "./replica.ts";
import type { NoticeSource, Seat, World } from "./replica-session.ts";
import { deviceMessage, ReplicaSession } from "./replica-session.ts";
import type { SessionState } from "./session-state.ts";
import { sameState, visibleState } from "./session-state.ts";
import type { Draft, Release, ReplicaKey, StoredReplica } from "./storage.ts";
import type { Side } from "./sync/positions.ts";
import { TypedEventTarget } from "./typed-events.ts";

export type { Seat } from "./replica-session.ts";
export type { SessionState } from "./session-state.ts";
export type { Draft } from "./storage.ts";

/** The events of a {@link DocumentSession} and what their `detail` holds. */
export interface SessionEvents {
  /** The editor shows exactly `content`: what this device kept, or what the server sent. */
  readonly content: {
    readonly content: Delta;
    readonly from: "device" | "server";
  };
  /** Others' change, to be applied in the editor as it is. */
  readonly change: { readonly delta: Delta };
  readonly state: { readonly state: SessionState };
  /** Which of the two changed. */
  readonly document: { readonly title?: string; readonly role?: string };
  /**
   * What keeps edits from being stored, in words: on the server, or on this device. `message` is undefined once
   * it is over.
   */
  readonly notice: {
    readonly source: NoticeSource;
    readonly message: string | undefined;
  };
  readonly draft: { readonly draft: Draft };
  readonly plugin: {
    readonly plugin: string;
    readonly body: unknown;
    readonly session?: string;
  };
  /** This client joined and has its document; undefined when that connection is gone. */
  readonly seat: { readonly seat: Seat | undefined };
}

/** What a session is given; everything but the document has the browser's as its default. */
export interface SessionOptions {
  readonly documentId: string;
  /** The server's WebSocket origin, such as `wss://example.org`; the page's own by default. */
  readonly url?: string;
  /** A guest's display name. */
  readonly name?: string;
  /**
   * The account whose edits these are, empty on a server without accounts: the server refuses the connection if the
   * browser's cookie is another's by now.
   */
  readonly owner?: string;
  readonly device?: Device;
  readonly environment?: Environment;
  readonly backoff?: BackoffLimits;
}

/**
 * One document as one tab has it open: what its user typed, what others typed, and how far it is saved.
 *
 * Listen, then {@link open}. The editor takes no input before the first `content`; from then on every edit goes to
 * {@link edit}, and every `change` into the editor, each before anything else happens to the editor.
 */
export class DocumentSession extends TypedEventTarget<SessionEvents> {
  readonly #documentId: string;
  readonly #device: Device;
  readonly #world: World;
  readonly #limits: BackoffLimits;
  readonly #drafts = new Map<string, Draft>();
  readonly #notices = new Map<NoticeSource, string>();
  readonly #leftBehind = new Set<LeftBehind>();
  #main: ReplicaSession | undefined;
  #release: Release = () => undefined;
  #title = "";
  #role = "";
  #state: SessionState = { type: "waiting" };
  #refused: SessionState | undefined;
  #name: string | undefined;
  #seat: Seat | undefined;
  /** Who waits for the editor to get as far as a revision. */
  #waiting: readonly { readonly revision: number; readonly go: () => void }[] =
    [];
  #wasJoined = false;
  #closed = false;
  #finished: Promise<void> = Promise.resolve();

  constructor(options: SessionOptions) {
    super();
    const { documentId, name, owner } = options;
    const device = options.device ?? browserDevice(owner);
    const environment = options.environment ?? browserEnvironment;
    const origin = options.url ?? pageOrigin();
    const meant =
      owner === undefined ? "" : `?account=${encodeURIComponent(owner)}`;
    const url = `${origin}/ws/documents/${encodeURIComponent(documentId)}${meant}`;
    this.#documentId = documentId;
    this.#device = device;
    this.#limits = options.backoff ?? DEFAULT_BACKOFF;
    this.#name = name;
    const { storage } = device;
    this.#world = { environment, storage, url, name: () => this.#name };
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The document's title; empty until it is known. */
  get title(): string {
    return this.#title;
  }

  /** This user's role in the document, such as `editor`; empty until it is known. */
  get role(): string {
    return this.#role;
  }

  /** The newest revision that the editor's content includes; undefined before there is content. */
  get revision(): number | undefined {
    return this.#main?.replica?.state.revision;
  }

  /** This client's standing on the server; undefined while there is no connection. */
  get seat(): Seat | undefined {
    return this.#seat;
  }

  /** A position in the editor as one of the document at {@link revision}, without unsent edits. */
  toRevision(index: number): {
    readonly index: number;
    readonly revision: number;
  } {
    const replica = this.#main?.replica;
    return replica
      ? { index: replica.toRevision(index), revision: replica.state.revision }
      : { index, revision: 0 };
  }

  /**
   * A position of the document at `revision` as one in the editor, once the editor has got as far as that. Exact for
   * every revision that this session has seen; one from before its beginning is taken for the first that it saw.
   * Never settles if the session ends before.
   */
  async fromRevision(
    index: number,
    revision: number,
    stays: Side,
  ): Promise<number> {
    if ((this.revision ?? -1) < revision) {
      await new Promise<void>((go) => {
        this.#waiting = [...this.#waiting, { revision, go }];
      });
    }
    return this.#main?.replica?.fromRevision(index, revision, stays) ?? index;
  }

  /** Sends `body` to the server half of a plugin, and says whether it was sent: without a connection it is lost. */
  sendToPlugin(plugin: string, body: unknown): boolean {
    const { connection } = this.#main ?? {};
    return connection?.send({ type: "plugin", plugin, body }) ?? false;
  }

  /** Joins anew under another display name. */
  rename(name: string): void {
    if (name === this.#name) return;
    this.#name = name;
    this.rejoin();
  }

  /** Joins anew at once: to learn what only a join tells, such as which plugins are on. */
  rejoin(): void {
    this.#main?.connection.renew();
  }

  /** Connects again after a refusal whose cause is gone, with all that is still to be sent. */
  reopen(): void {
    if (this.#closed || this.#refused === undefined) return;
    this.#refused = undefined;
    this.#main?.connection.start();
    this.#moved();
  }

  /** Resolves when everything of a closed session is on this device, and another may take it over. */
  get finished(): Promise<void> {
    return this.#finished;
  }

  /** Shows what this device kept of the document and starts to connect; resolves when both are under way. */
  async open(): Promise<void> {
    const [first, ...others] = await this.#claimLeftBehind();
    const main = first ? this.#takeOver(first) : await this.#beginAnew();
    this.#main = main;
    if (this.#closed) {
      this.#release();
      others.forEach(({ release }) => {
        release();
      });
      return;
    }
    this.#showStored(main);
    main.connection.start();
    others.forEach((claimed) => {
      this.#deliver(claimed);
    });
    prune(this.#device).catch(() => {
      // Nobody misses the space yet, and the next visit tries again.
    });
  }

  /** Ends the session; what is not acknowledged stays on this device for the next visit. */
  close(): void {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    this.#finished = this.#finish();
    this.#moved();
  }

  /** Takes in what the user just did in the editor, where it is already visible. */
  edit(delta: Delta): void {
    if (!this.#main || this.#closed) {
      throw new Error(
        `edit of document ${this.#documentId} while its session is ${this.#state.type}`,
      );
    }
    this.#main.edit(delta);
  }

  /**
   * An input method is composing: until {@link release}, nothing is sent and no change or content is emitted.
   * Edits are taken in, and kept on this device, all the same.
   */
  hold(): void {
    this.#main?.hold();
  }

  /** The composition is over: what came meanwhile is emitted now, in order. */
  release(): void {
    this.#main?.release();
  }

  /** The edits of this document that the server refused on this device, oldest first. */
  async drafts(): Promise<readonly Draft[]> {
    const stored = await this.#device.storage.drafts(this.#documentId);
    const drafts = new Map(stored.map((draft) => [draft.id, draft]));
    // One that could not be stored is still here.
    this.#drafts.forEach((draft, id) => drafts.set(id, draft));
    return [...drafts.values()].sort(
      (one, other) => one.createdAt - other.createdAt,
    );
  }

  /** Forgets a draft. */
  async discardDraft(id: string): Promise<void> {
    await this.#device.storage.discardDraft(id);
    this.#drafts.delete(id);
  }

  async #claimLeftBehind(): Promise<readonly Claimed[]> {
    try {
      return await claimLeftBehind(this.#device, this.#documentId);
    } catch (error) {
      this.#notice("device", deviceMessage(error));
      return [];
    }
  }

  #takeOver({ stored, release }: Claimed): ReplicaSession {
    this.#release = release;
    return this.#replicaSession(stored.record, stored);
  }

  async #beginAnew(): Promise<ReplicaSession> {
    const slot = newId(this.#world.environment.random);
    const key = { documentId: this.#documentId, slot };
    try {
      this.#release = (await this.#device.claims.claim(key)) ?? this.#release;
    } catch (error) {
      this.#notice("device", deviceMessage(error));
    }
    return this.#replicaSession(key);
  }

  #replicaSession(key: ReplicaKey, stored?: StoredReplica): ReplicaSession {
    return new ReplicaSession(
      key,
      this.#world,
      new Backoff(this.#world.environment.random, this.#limits),
      {
        content: (content) => {
          this.emit("content", { content, from: "server" });
        },
        change: (delta) => {
          this.emit("change", { delta });
        },
        described: (news) => {
          this.#described(news);
        },
        notice: (source, message) => {
          this.#notice(source, message);
        },
        draft: (draft) => {
          this.#drafted(draft);
        },
        plugin: ({ plugin, body, session }) => {
          this.emit("plugin", {
            plugin,
            body,
            ...(session === undefined ? {} : { session }),
          });
        },
        seated: (seat) => {
          this.#seat = seat;
          this.emit("seat", { seat });
        },
        refused: (code, reason, forGood) => {
          this.#refused = { type: "refused", code, reason, forGood };
        },
        moved: () => {
          this.#moved();
        },
      },
      stored,
    );
  }

  #showStored({ replica }: ReplicaSession): void {
    if (replica) {
      this.emit("content", { content: replica.content(), from: "device" });
      this.#described(replica.description);
    }
  }

  #described({ title, role }: Partial<Description>): void {
    const news = {
      ...(title === undefined || title === this.#title ? {} : { title }),
      ...(role === undefined || role === this.#role ? {} : { role }),
    };
    this.#title = news.title ?? this.#title;
    this.#role = news.role ?? this.#role;
    if (Object.keys(news).length > 0) {
      this.emit("document", news);
    }
  }

  #notice(source: NoticeSource, message: string | undefined): void {
    if (this.#notices.get(source) === message) {
      return;
    }
    if (message === undefined) {
      this.#notices.delete(source);
    } else {
      this.#notices.set(source, message);
    }
    this.emit("notice", { source, message });
  }

  #drafted(draft: Draft): void {
    this.#drafts.set(draft.id, draft);
    this.emit("draft", { draft });
  }

  /** Sends what a closed tab left behind on its way, or forgets it if there is nothing to send. */
  #deliver({ stored, release }: Claimed): void {
    if (!hasPending(stored)) {
      this.#device.storage
        .remove(stored.record)
        .catch((error: unknown) => {
          this.#notice("device", deviceMessage(error));
        })
        .finally(release);
      return;
    }
    const delivery: LeftBehind = new LeftBehind(
      stored,
      this.#world,
      this.#limits,
      release,
      {
        notice: (source, message) => {
          this.#notice(source, message);
        },
        draft: (draft) => {
          this.#drafted(draft);
        },
        moved: () => {
          this.#moved();
        },
        done: () => {
          this.#leftBehind.delete(delivery);
          this.#moved();
        },
      },
    );
    this.#leftBehind.add(delivery);
    delivery.start();
  }

  async #deliverLeftBehind(): Promise<void> {
    for (const claimed of await this.#claimLeftBehind()) {
      if (this.#closed) {
        claimed.release();
      } else {
        this.#deliver(claimed);
      }
    }
  }

  #moved(): void {
    this.#letGo();
    const isJoined = this.#main?.connection.phase.type === "joined";
    if (isJoined && !this.#wasJoined) {
      // Another tab may have been closed while it was offline.
      void this.#deliverLeftBehind();
    }
    this.#wasJoined = isJoined;
    const state = this.#standing();
    if (!sameState(state, this.#state)) {
      this.#state = state;
      this.emit("state", { state });
    }
  }

  #letGo(): void {
    const revision = this.revision ?? -1;
    const ready = this.#waiting.filter((each) => each.revision <= revision);
    if (ready.length === 0) return;
    this.#waiting = this.#waiting.filter((each) => each.revision > revision);
    ready.forEach(({ go }) => {
      go();
    });
  }

  #standing(): SessionState {
    if (this.#closed) {
      return { type: "closed" };
    }
    return (
      this.#refused ??
      visibleState({
        online: this.#world.environment.network.online,
        phase: this.#main?.connection.phase ?? { type: "stopped" },
        link: this.#main?.replica?.state.link,
        edits: this.#sum((session) => session.edits),
        kept: this.#sum((session) => session.kept),
      })
    );
  }

  #sum(
    of: (session: Pick<ReplicaSession, "edits" | "kept">) => number,
  ): number {
    return [...this.#leftBehind].reduce(
      (sum, delivery) => sum + of(delivery),
      this.#main ? of(this.#main) : 0,
    );
  }

  async #finish(): Promise<void> {
    const deliveries = [...this.#leftBehind];
    await Promise.all([
      this.#main?.stop(),
      ...deliveries.map((delivery) => delivery.stop()),
    ]);
    this.#release();
  }
}
