import Delta from "quill-delta";
import type { ClientMessage, ServerMessage } from "../protocol.ts";
import { composeAll } from "../sync/compose-all.ts";

interface Revision {
  readonly delta: Delta;
  readonly client: string;
  readonly seq: number;
}

/**
 * The smallest server that does what the protocol's page says for one document, made for tests. It answers when it
 * is asked to ({@link ModelConnection.next}), so that a test can put any delay between two messages.
 */
export class ModelServer {
  readonly log: Revision[] = [];
  content = new Delta().insert("\n");
  readonly #connections = new Map<string, ModelConnection>();

  /** A new connection; one of the same replica that joins later ends it. */
  connect(random: () => number): ModelConnection {
    return new ModelConnection(this, random);
  }

  /** Fences off the connection that the replica had before: what is still under way there comes too late. */
  joined(client: string, connection: ModelConnection): void {
    this.#connections.get(client)?.end();
    this.#connections.set(client, connection);
  }

  /** Commits an edit once, rebased over each revision that its author had not seen. */
  commit(client: string, seq: number, base: number, edit: Delta): void {
    const seen = this.log.some(
      (revision) => revision.client === client && revision.seq === seq,
    );
    if (seen) {
      return;
    }
    const delta = this.log
      .slice(base)
      .reduce((rebased, later) => later.delta.transform(rebased, false), edit);
    this.content = this.content.compose(delta);
    this.log.push({ delta, client, seq });
  }

  /** The document as it was at a revision. */
  at(revision: number): Delta {
    return new Delta()
      .insert("\n")
      .compose(
        composeAll(this.log.slice(0, revision).map(({ delta }) => delta)),
      );
  }
}

/** The server's end of one connection. */
export class ModelConnection {
  readonly #server: ModelServer;
  readonly #random: () => number;
  #client = "";
  #revision = 0;
  /** Up to there, whoever resumes without an edit of its own among it may get one composed delta. */
  #head = 0;
  #pending: ServerMessage[] = [];
  #isOver = false;

  constructor(server: ModelServer, random: () => number) {
    this.#server = server;
    this.#random = random;
  }

  /** Whether the server has closed it. */
  get isOver(): boolean {
    return this.#isOver;
  }

  end(): void {
    this.#isOver = true;
  }

  receive(message: ClientMessage): void {
    if (this.#isOver) {
      return;
    }
    switch (message.type) {
      case "join":
        this.#join(message.client, message.revision);
        break;
      case "edit":
        this.#server.commit(
          this.#client,
          message.seq,
          message.revision,
          message.delta,
        );
        break;
      case "ping":
        this.#pending.push({ type: "pong" });
        break;
      case "plugin":
        break;
    }
  }

  /** The next message to the client, if there is one. */
  next(): ServerMessage | undefined {
    if (this.#isOver || this.#client === "") {
      return undefined;
    }
    return this.#pending.shift() ?? this.#news();
  }

  #join(client: string, revision: number | undefined): void {
    const head = this.#server.log.length;
    this.#server.joined(client, this);
    this.#client = client;
    this.#revision = revision ?? head;
    this.#head = head;
    this.#pending.push({
      type: "joined",
      session: `session-of-${client}`,
      revision: this.#revision,
      head,
      ...(revision === undefined ? { content: this.#server.content } : {}),
      role: "editor",
      document: { id: "d", title: "A document" },
      plugins: [],
    });
  }

  #news(): ServerMessage | undefined {
    const from = this.#revision;
    const own = this.#server.log[from];
    if (own === undefined) {
      return undefined;
    }
    if (own.client === this.#client) {
      this.#revision = from + 1;
      return { type: "ack", seq: own.seq, revision: from + 1 };
    }
    const others = this.#others();
    this.#revision += others.length;
    return {
      type: "change",
      from,
      revision: this.#revision,
      deltas: this.#composed(from, others),
      authors: [],
    };
  }

  /** Others' revisions from here, up to the replica's own next one. */
  #others(): readonly Delta[] {
    const rest = this.#server.log.slice(this.#revision);
    const own = rest.findIndex(({ client }) => client === this.#client);
    return (own < 0 ? rest : rest.slice(0, own)).map(({ delta }) => delta);
  }

  /** Composes neighbours where the protocol allows it, now and then. */
  #composed(from: number, deltas: readonly Delta[]): readonly Delta[] {
    const isWholeResume =
      from + deltas.length === this.#head && this.#random() < 0.5;
    if (isWholeResume) {
      return [composeAll(deltas)];
    }
    const result: Delta[] = [];
    for (const delta of deltas) {
      const last = result.at(-1);
      if (last && !deletes(last) && !deletes(delta) && this.#random() < 0.5) {
        result[result.length - 1] = last.compose(delta);
      } else {
        result.push(delta);
      }
    }
    return result;
  }
}

function deletes(delta: Delta): boolean {
  return delta.ops.some((op) => op.delete !== undefined);
}
