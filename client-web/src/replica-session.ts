import Delta from "quill-delta";
import type { Backoff } from "./backoff.ts";
import type { Closed } from "./close-meaning.ts";
import { closeMeaning } from "./close-meaning.ts";
import { Connection } from "./connection.ts";
import type { Cancel, Environment } from "./environment.ts";
import { newId } from "./environment.ts";
import type { ClientMessage, Joined, ServerMessage } from "./protocol.ts";
import type { Description, ReplicaListener } from "./replica.ts";
import { Replica } from "./replica.ts";
import type {
  Draft,
  ReplicaKey,
  SessionStorage,
  StoredReplica,
} from "./storage.ts";
import { pendingEdits } from "./sync/state.ts";

/** How long the server may say that it cannot store before this client asks it anew, in milliseconds. */
const STALLED_MS = 60_000;

/** What every replica session of a device works with. */
export interface World {
  readonly environment: Environment;
  readonly storage: SessionStorage;
  /** Where the document's socket is. */
  readonly url: string;
  /** A guest's display name, asked at each join. */
  readonly name: () => string | undefined;
}

/** A connection's standing: who this client is on the server, and which plugins are on in the document. */
export type Seat = Pick<Joined, "session" | "plugins">;

/** Who cannot store. */
export type NoticeSource = "server" | "device";

/** Whom a replica session tells. */
export interface ReplicaSessionListener {
  /** The editor shows exactly `content`. */
  content(content: Delta): void;
  change(delta: Delta): void;
  described(news: Partial<Description>): void;
  /** What keeps the server, or this device, from storing; undefined once it is over. */
  notice(source: NoticeSource, message: string | undefined): void;
  /** These edits were put aside; the same id again is the same draft, grown. */
  draft(draft: Draft): void;
  plugin(message: ServerMessage & { readonly type: "plugin" }): void;
  /** The server let this client join and it has its document, or undefined: that connection is gone. */
  seated(seat: Seat | undefined): void;
  /** @param forGood whether the document is gone, or closed to this user: nothing of it stays on this device */
  refused(code: string, reason: string, forGood: boolean): void;
  /** Phase, link or pending edits may have changed. */
  moved(): void;
}

/**
 * What a draft has for its content: the document as its author saw it, or, where the document is not theirs to keep, what
 * they wrote alone.
 */
type DraftHolds = "keep-document" | "forget-document";

/** What comes from outside and must wait while an input method is composing. */
type Arrival =
  | { readonly type: "message"; readonly message: ServerMessage }
  | { readonly type: "closed"; readonly closed: Closed }
  | { readonly type: "kept"; readonly replica: Replica; readonly seq: number };

/**
 * A replica and its connection: it joins, keeps the replica in step, and when the server will not take what is
 * pending puts that aside as a draft and begins again with a fresh replica.
 */
export class ReplicaSession {
  readonly connection: Connection;
  readonly #key: ReplicaKey;
  readonly #world: World;
  readonly #listener: ReplicaSessionListener;
  #replica: Replica | undefined;
  /** The name that the next fresh replica gets. */
  #client: string;
  /** The draft that edits go to while there is no replica to take them. */
  #openDraft: Draft | undefined;
  #draftHolds: DraftHolds = "keep-document";
  #held = false;
  #waiting: Arrival[] = [];
  #cancelStalled: Cancel | undefined;
  /** The last draft on its way to the device. */
  #puttingAside: Promise<void> = Promise.resolve();

  constructor(
    key: ReplicaKey,
    world: World,
    backoff: Backoff,
    listener: ReplicaSessionListener,
    stored?: StoredReplica,
  ) {
    this.#key = key;
    this.#world = world;
    this.#listener = listener;
    this.#client = newId(world.environment.random);
    this.#replica = stored && this.#restored(stored);
    this.connection = new Connection(world.url, world.environment, backoff, {
      join: () => this.#join(),
      received: (message) => {
        this.#arrived({ type: "message", message });
      },
      closed: (closed) => {
        this.#arrived({ type: "closed", closed });
      },
      phase: () => {
        this.#listener.moved();
      },
    });
  }

  get replica(): Replica | undefined {
    return this.#replica;
  }

  /** How many of the user's edits the server has not acknowledged. */
  get edits(): number {
    return this.#replica ? pendingEdits(this.#replica.state) : 0;
  }

  /** How many of them outlive this tab. */
  get kept(): number {
    return this.#replica?.kept ?? 0;
  }

  /** Takes in what the user did in the editor. */
  edit(delta: Delta): void {
    if (this.#replica) {
      this.#replica.dispatch({ type: "edited", delta });
      this.#listener.moved();
    } else if (this.#openDraft) {
      this.#putAside(grown(this.#openDraft, delta, this.#draftHolds));
    } else {
      throw new Error(
        `edit of document ${this.#key.documentId} before its content is there`,
      );
    }
  }

  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    this.#catchUp();
  }

  /** Ends the connection; resolves when this device has everything that is pending. */
  async stop(): Promise<void> {
    this.#cancelStalled?.();
    this.connection.stop();
    await Promise.all([this.#replica?.finish(), this.#puttingAside]);
  }

  #restored(stored: StoredReplica): Replica {
    const { storage, environment } = this.#world;
    const replica: Replica = Replica.stored(
      stored,
      this.#client,
      storage,
      environment.clock,
      this.#replicaListener(() => replica),
    );
    return replica;
  }

  #join(): ClientMessage {
    const name = this.#world.name();
    return {
      type: "join",
      client: this.#replica?.client ?? this.#client,
      ...(this.#replica ? { revision: this.#replica.state.revision } : {}),
      ...(name === undefined ? {} : { name }),
    };
  }

  #arrived(arrival: Arrival): void {
    if (!this.#held) {
      this.#handle(arrival);
      return;
    }
    if (arrival.type === "closed") {
      // Whatever that connection said will be said again: the replica resumes at a revision before it.
      this.#waiting = this.#waiting.filter(({ type }) => type !== "message");
    }
    this.#waiting.push(arrival);
  }

  #catchUp(): void {
    while (!this.#held) {
      const arrival = this.#waiting.shift();
      if (!arrival) {
        return;
      }
      this.#handle(arrival);
    }
  }

  #handle(arrival: Arrival): void {
    switch (arrival.type) {
      case "message":
        this.#received(arrival.message);
        break;
      case "closed":
        this.#closed(arrival.closed);
        break;
      case "kept":
        if (arrival.replica === this.#replica) {
          this.#replica.dispatch({ type: "kept", seq: arrival.seq });
        }
        break;
    }
    this.#listener.moved();
  }

  #received(message: ServerMessage): void {
    switch (message.type) {
      case "joined":
        this.#joined(message);
        break;
      case "change":
        // Nobody is shown what is not stored: the store works, whosever edit it was.
        this.#storeIsBack();
        this.#replica?.dispatch({ ...message, type: "changed" });
        break;
      case "ack":
        this.#storeIsBack();
        this.#replica?.dispatch({ ...message, type: "acknowledged" });
        break;
      case "reject":
        this.#abandon(message.code, message.message);
        this.connection.reconnect();
        break;
      case "document":
        if (message.title !== undefined) {
          this.#storeIsBack();
        }
        this.#describe(message);
        break;
      case "plugin":
        this.#listener.plugin(message);
        break;
      case "error":
        this.#troubled(message);
        break;
      case "pong":
        break;
    }
  }

  #joined(message: Joined): void {
    const { revision, head, content, role } = message;
    const { title } = message.document;
    if (content) {
      this.#begin({ revision, head, content, title, role });
    } else if (this.#replica) {
      this.#replica.dispatch({ type: "resumed", revision, head });
      this.#describe({ title, role });
    } else {
      this.connection.reconnect();
      return;
    }
    if (this.edits === 0) {
      this.#storeIsBack();
    }
    const { session, plugins } = message;
    this.#listener.seated({ session, plugins });
  }

  #begin(
    at: { revision: number; head: number; content: Delta } & Description,
  ): void {
    if (this.#replica) {
      this.#abandon(
        "unknown_revision",
        "The server sent the document anew instead of what had changed in it.",
      );
    }
    const { storage, environment } = this.#world;
    const replica: Replica = Replica.joined(
      this.#key,
      this.#client,
      at,
      storage,
      environment.clock,
      this.#replicaListener(() => replica),
    );
    this.#replica = replica;
    this.#openDraft = undefined;
    this.#listener.content(at.content);
    this.#listener.described({ title: at.title, role: at.role });
  }

  #replicaListener(replica: () => Replica): ReplicaListener {
    return {
      apply: (delta) => {
        this.#listener.change(delta);
      },
      send: (seq, revision, delta) => {
        this.connection.send({ type: "edit", seq, revision, delta });
      },
      resume: () => {
        this.connection.reconnect();
      },
      abandon: (reason) => {
        this.#abandon("unknown_edit", reason);
        this.connection.reconnect();
      },
      kept: (seq) => {
        this.#arrived({ type: "kept", replica: replica(), seq });
      },
      storage: (error) => {
        this.#deviceNotice(error);
      },
    };
  }

  #describe({ title, role }: Partial<Description>): void {
    const news = {
      ...(title === undefined ? {} : { title }),
      ...(role === undefined ? {} : { role }),
    };
    this.#replica?.describe(news);
    this.#listener.described(news);
  }

  /** The server cannot store at the moment: nothing is lost, but its user should know. */
  #troubled({ code, message }: { code: string; message: string }): void {
    if (code !== "store_unavailable") {
      return;
    }
    this.#listener.notice("server", message);
    this.#cancelStalled ??= this.#world.environment.clock.schedule(
      STALLED_MS,
      () => {
        this.#cancelStalled = undefined;
        this.connection.reconnect();
      },
    );
  }

  #storeIsBack(): void {
    this.#cancelStalled?.();
    this.#cancelStalled = undefined;
    this.#listener.notice("server", undefined);
  }

  #closed(closed: Closed): void {
    this.#cancelStalled?.();
    this.#cancelStalled = undefined;
    this.#replica?.dispatch({ type: "disconnected" });
    this.#listener.seated(undefined);
    const code = closed.error?.code ?? String(closed.code);
    const reason =
      closed.error?.message ?? `The server closed with code ${closed.code}.`;
    switch (closeMeaning(closed)) {
      case "abandon":
        this.#abandon(code, reason);
        break;
      case "refused-for-good":
        this.#abandon(code, reason, "forget-document");
        this.#listener.refused(code, reason, true);
        break;
      case "refused":
        this.#listener.refused(code, reason, false);
        break;
      case "resume":
      case "slow-down":
        break;
    }
  }

  /** Puts aside what is pending, and has no replica until a fresh one joins. */
  #abandon(
    code: string,
    reason: string,
    rest: DraftHolds = "keep-document",
  ): void {
    const replica = this.#replica;
    if (!replica) {
      return;
    }
    const { clock, random } = this.#world.environment;
    this.#replica = undefined;
    this.#client = newId(random);
    // The replica's last write must not come after the draft that takes its place.
    this.#puttingAside = replica.stop();
    const draft = {
      id: newId(random),
      documentId: this.#key.documentId,
      createdAt: clock.now(),
      code,
      reason,
      content:
        rest === "keep-document"
          ? replica.content()
          : writtenIn(replica.pendingChange()),
      edit: replica.pendingChange(),
      revision: replica.state.revision,
    };
    this.#draftHolds = rest;
    this.#openDraft = draft;
    if (pendingEdits(replica.state) > 0) {
      this.#putAside(draft);
    }
    if (rest === "forget-document") {
      this.#forget();
    }
  }

  /**
   * Removes the replica from this device, and from its drafts what their author did not write: a right that was taken
   * away holds here, too.
   */
  #forget(): void {
    const { storage } = this.#world;
    this.#puttingAside = this.#puttingAside
      .then(async () => {
        await storage.remove(this.#key);
        for (const draft of await storage.drafts(this.#key.documentId))
          await storage.putAside(
            { ...draft, content: writtenIn(draft.edit) },
            this.#key,
          );
      })
      .catch((error: unknown) => {
        this.#deviceNotice(error);
      });
  }

  #putAside(draft: Draft): void {
    this.#openDraft = draft;
    this.#puttingAside = this.#puttingAside
      .then(() => this.#world.storage.putAside(draft, this.#key))
      .catch((error: unknown) => {
        this.#deviceNotice(error);
      });
    this.#listener.draft(draft);
  }

  #deviceNotice(error: unknown): void {
    this.#listener.notice("device", deviceMessage(error));
  }
}

function grown(draft: Draft, delta: Delta, holds: DraftHolds): Draft {
  const edit = draft.edit.compose(delta);
  const content =
    holds === "keep-document" ? draft.content.compose(delta) : writtenIn(edit);
  return { ...draft, content, edit };
}

/** All that an edit inserts, in its order. */
function writtenIn(edit: Delta): Delta {
  return new Delta(edit.ops.filter((op) => op.insert !== undefined));
}

/** What to tell a user whose device cannot store, or undefined where there is no `error`. */
export function deviceMessage(error: unknown): string | undefined {
  if (error === undefined) {
    return undefined;
  }
  const cause =
    error instanceof Error ? error.message : "for an unknown reason";
  return `This device does not keep your unsaved edits: ${cause}`;
}
