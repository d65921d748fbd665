import fc from "fast-check";
import Delta from "quill-delta";
import { describe, expect, it } from "vitest";
import type { ClientMessage, ServerMessage } from "../protocol.ts";
import { ModelServer, type ModelConnection } from "../testing/model-server.ts";
import {
  below,
  marks,
  randomEdit,
  seededRandom,
} from "../testing/random-edits.ts";
import { cases } from "../testing/seed.ts";
import { carry, carryBack } from "./positions.ts";
import { RecentChanges } from "./recent-changes.ts";
import { pending, synchronized, type SyncState } from "./state.ts";
import { transition, type SyncEvent } from "./transition.ts";

/** Where the embed `{ mark }` is, or -1. */
function indexOf(mark: string, content: Delta): number {
  let index = 0;
  for (const { insert } of content.ops) {
    if (typeof insert === "object" && insert["mark"] === mark) return index;
    index += typeof insert === "string" ? insert.length : 1;
  }
  return -1;
}

/** A server that remembers each revision's document. */
class RememberingServer extends ModelServer {
  readonly #documents: Delta[] = [this.content];

  override at(revision: number): Delta {
    for (const { delta } of this.log.slice(this.#documents.length - 1))
      this.#documents.push(
        (this.#documents.at(-1) ?? new Delta()).compose(delta),
      );
    return this.#documents[revision] ?? new Delta();
  }
}

/** A replica that carries positions, on a line that delays and never fails. */
class Peer {
  editor = new Delta().insert("\n");
  recent = new RecentChanges(0);
  state: SyncState = synchronized(0, 0, { type: "down" });
  readonly #connection: ModelConnection;
  readonly #up: ClientMessage[] = [];

  constructor(
    readonly name: string,
    server: ModelServer,
    readonly random: () => number,
  ) {
    // Never composes: whoever edits gets each revision's own delta.
    this.#connection = server.connect(() => 0.99);
    this.#connection.receive({ type: "join", client: name, revision: 0 });
  }

  edit(mark: string): void {
    const delta = randomEdit(this.random, this.editor, mark);
    this.editor = this.editor.compose(delta);
    this.#dispatch({ type: "edited", delta });
    if (this.state.type !== "synchronized")
      this.#dispatch({ type: "kept", seq: this.state.inFlight.seq });
  }

  /** One message goes either way. */
  talk(): boolean {
    const message = this.#up.shift();
    if (message) this.#connection.receive(message);
    const answer = this.#connection.next();
    if (answer) this.#receive(answer);
    return message !== undefined || answer !== undefined;
  }

  fromRevision(
    index: number,
    revision: number,
    stays: "before" | "after",
  ): number {
    return pending(this.state).reduce(
      (position, { delta }) => carry(position, delta, stays),
      this.recent.carry(index, revision, stays),
    );
  }

  toRevision(index: number): number {
    return pending(this.state).reduceRight(
      (position, { delta }) => carryBack(position, delta),
      index,
    );
  }

  #receive(message: ServerMessage): void {
    if (message.type === "joined")
      this.#dispatch({ ...message, type: "resumed" });
    else if (message.type === "change")
      this.#dispatch({ ...message, type: "changed" });
    else if (message.type === "ack")
      this.#dispatch({ ...message, type: "acknowledged" });
    if (this.state.type !== "synchronized")
      this.#dispatch({ type: "kept", seq: this.state.inFlight.seq });
  }

  #dispatch(event: SyncEvent): void {
    const [state, effects] = transition(this.state, event);
    this.state = state;
    for (const effect of effects) {
      if (effect.type === "commit")
        this.recent = this.recent.commit(effect.deltas, state.revision);
      else if (effect.type === "apply")
        this.editor = this.editor.compose(effect.delta);
      else if (effect.type === "send")
        this.#up.push({ ...effect, type: "edit" });
    }
  }
}

/** Where a mark was at some revision. */
interface Noted {
  readonly mark: string;
  readonly index: number;
  readonly revision: number;
}

function noted(server: ModelServer, random: () => number): Noted | undefined {
  const revision = below(random, server.log.length + 1);
  const content = server.at(revision);
  const all = marks(content);
  const mark = all[below(random, all.length)];
  return mark === undefined
    ? undefined
    : { mark, index: indexOf(mark, content), revision };
}

/** No edit deletes a mark, so wherever it is now is where its old position must lead. */
function holds(peer: Peer, server: ModelServer, random: () => number): void {
  const note = noted(server, random);
  if (note === undefined || note.revision > peer.state.revision) return;
  const { mark, index, revision } = note;
  const now = indexOf(mark, peer.editor);
  expect(peer.fromRevision(index, revision, "after")).toBe(now);
  expect(peer.fromRevision(index + 1, revision, "before")).toBe(now + 1);
  expect(peer.toRevision(now)).toBe(
    indexOf(mark, server.at(peer.state.revision)),
  );
}

describe("positions", () => {
  it("keep to their text over everyone's edits, pending ones too", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 30, maxLength: 120, size: "max" }),
        fc.nat(),
        (steps, seed) => {
          const random = seededRandom(seed);
          const server = new RememberingServer();
          const peers = ["a", "b", "c"].map(
            (name) => new Peer(name, server, random),
          );
          steps.forEach((step, index) => {
            const peer = peers[step % peers.length];
            if (peer === undefined) return;
            if (random() < 0.3) peer.edit(`${peer.name}${index}`);
            else peer.talk();
            holds(peer, server, random);
          });
        },
      ),
      cases(60),
    );
  });

  it("equal transformPosition over the log, once nothing is pending", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, place) => {
        const random = seededRandom(seed);
        const server = new RememberingServer();
        const peers = ["a", "b"].map((name) => new Peer(name, server, random));
        for (let round = 0; round < 20; round += 1)
          peers.forEach((peer) => {
            if (random() < 0.4) peer.edit(`${peer.name}${round}`);
            else peer.talk();
          });
        while (peers.map((peer) => peer.talk()).includes(true));
        const revision = below(random, server.log.length + 1);
        const index = place % server.at(revision).length();
        for (const stays of ["before", "after"] as const) {
          const expected = server.log
            .slice(revision)
            .reduce(
              (position, { delta }) =>
                delta.transformPosition(position, stays === "before"),
              index,
            );
          for (const peer of peers)
            expect(peer.fromRevision(index, revision, stays)).toBe(expected);
        }
      }),
      cases(200),
    );
  });

  it("inside one's own unsent text become the place where it is inserted", () => {
    const typed = new Delta().retain(2).insert("new").delete(3);
    expect([1, 2, 3, 4, 5, 6].map((index) => carryBack(index, typed))).toEqual([
      1, 2, 2, 2, 5, 6,
    ]);
  });

  it("of a revision inside a composition are taken for the one after it", () => {
    const recent = new RecentChanges(4).commit([new Delta().insert("ab")], 6);
    expect(recent.carry(3, 4, "before")).toBe(5);
    expect(recent.carry(3, 5, "before")).toBe(3);
    expect(recent.carry(3, 6, "before")).toBe(3);
  });
});
