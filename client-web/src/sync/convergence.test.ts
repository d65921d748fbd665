import fc from "fast-check";
import Delta from "quill-delta";
import { describe, expect, it } from "vitest";
import type { ClientMessage, ServerMessage } from "../protocol.ts";
import type { ModelConnection } from "../testing/model-server.ts";
import { ModelServer } from "../testing/model-server.ts";
import {
  below,
  canonical,
  marks,
  randomEdit,
  seededRandom,
} from "../testing/random-edits.ts";
import { cases } from "../testing/seed.ts";
import { KeptDocument } from "./kept-document.ts";
import type { SyncState } from "./state.ts";
import { pending, synchronized } from "./state.ts";
import type { SyncEffect, SyncEvent } from "./transition.ts";
import { transition } from "./transition.ts";

/** What a device has of a replica: the state, and the document under it. */
interface Stored {
  readonly state: SyncState;
  readonly document: KeptDocument;
  readonly marks: readonly string[];
}

/** A replica around the real sync core: an editor, a device that stores at its own pace, and a line that breaks. */
class Peer {
  readonly made: string[] = [];
  editor = new Delta().insert("\n");
  #state: SyncState = synchronized(0, 0, { type: "down" });
  #document = new KeptDocument(this.editor);
  #stored: Stored = { state: this.#state, document: this.#document, marks: [] };
  #connection: ModelConnection | undefined;
  #up: ClientMessage[] = [];
  #down: ServerMessage[] = [];
  /** What an earlier connection had taken and not delivered yet. */
  #ghosts: (() => void)[] = [];

  constructor(
    readonly name: string,
    readonly server: ModelServer,
    readonly random: () => number,
  ) {}

  get state(): SyncState {
    return this.#state;
  }

  edit(mark: string): void {
    const delta = randomEdit(this.random, this.editor, mark);
    this.editor = this.editor.compose(delta);
    this.made.push(mark);
    this.#dispatch({ type: "edited", delta });
  }

  /** The device has written what there was to write. */
  keep(): void {
    const state = this.#state;
    this.#stored = { state, document: this.#document, marks: [...this.made] };
    if (state.type !== "synchronized") {
      this.#dispatch({ type: "kept", seq: state.inFlight.seq });
    }
  }

  /** The tab dies; the next visit knows what the device has. */
  crash(): void {
    this.cut();
    const { state, document, marks: kept } = this.#stored;
    this.#state =
      state.type === "synchronized"
        ? { ...state, link: { type: "down" } }
        : {
            ...state,
            link: { type: "down" },
            inFlight: { ...state.inFlight, passage: "unsure" },
          };
    this.#document = document;
    this.editor = document.content(pending(state).map(({ delta }) => delta));
    this.made.splice(0, this.made.length, ...kept);
  }

  cut(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#down = [];
    this.#ghosts.push(
      ...this.#up.map((message) => () => connection?.receive(message)),
    );
    this.#up = [];
    this.#dispatch({ type: "disconnected" });
  }

  connect(): void {
    if (this.#connection?.isOver) {
      this.cut();
    }
    if (this.#connection) {
      return;
    }
    this.#connection = this.server.connect(this.random);
    this.#up.push({
      type: "join",
      client: this.name,
      revision: this.#state.revision,
    });
  }

  deliverGhost(): void {
    this.#ghosts.shift()?.();
  }

  deliverUp(): boolean {
    const message = this.#up.shift();
    if (message) {
      this.#connection?.receive(message);
    }
    return message !== undefined;
  }

  /** The server puts a message on the line. */
  pull(): boolean {
    const message = this.#connection?.next();
    if (message) {
      this.#down.push(message);
    }
    return message !== undefined;
  }

  deliverDown(): boolean {
    const message = this.#down.shift();
    if (message) {
      this.#receive(message);
    }
    return message !== undefined;
  }

  #receive(message: ServerMessage): void {
    if (message.type === "joined") {
      this.#dispatch({ ...message, type: "resumed" });
    } else if (message.type === "change") {
      this.#dispatch({ ...message, type: "changed" });
    } else if (message.type === "ack") {
      this.#dispatch({ ...message, type: "acknowledged" });
    } else {
      throw new Error(`the model server says no ${message.type}`);
    }
  }

  #dispatch(event: SyncEvent): void {
    const [state, effects] = transition(this.#state, event);
    this.#state = state;
    effects.forEach((effect) => {
      this.#run(effect);
    });
  }

  #run(effect: SyncEffect): void {
    switch (effect.type) {
      case "commit":
        this.#document = this.#document.commit(effect.deltas).folded();
        break;
      case "apply":
        this.editor = this.editor.compose(effect.delta);
        break;
      case "send":
        this.#up.push({ ...effect, type: "edit" });
        break;
      case "keep":
        break;
      case "resume":
      case "abandon":
        throw new Error(`${effect.type}: ${effect.reason}`);
    }
  }
}

interface Step {
  readonly who: number;
  readonly what: number;
}

const ACTIONS: readonly ((peer: Peer, mark: string) => unknown)[] = [
  (peer, mark) => {
    peer.edit(mark);
  },
  (peer, mark) => {
    peer.edit(mark);
  },
  (peer) => {
    peer.keep();
  },
  (peer) => {
    peer.connect();
  },
  (peer) => peer.deliverUp(),
  (peer) => peer.deliverUp(),
  (peer) => peer.pull(),
  (peer) => peer.pull(),
  (peer) => peer.deliverDown(),
  (peer) => peer.deliverDown(),
  (peer) => {
    peer.deliverGhost();
  },
  (peer) => {
    if (below(peer.random, 3) === 0) {
      peer.cut();
    }
  },
  (peer) => {
    if (below(peer.random, 4) === 0) {
      peer.crash();
    }
  },
];

/** Everyone connects, and every message arrives. */
function heal(peers: readonly Peer[]): void {
  let busy = true;
  while (busy) {
    busy = false;
    for (const peer of peers) {
      peer.connect();
      peer.keep();
      const moved = [peer.deliverUp(), peer.pull(), peer.deliverDown()];
      busy ||= moved.includes(true);
    }
  }
}

function play(steps: readonly Step[], size: number, seed: number): void {
  const random = seededRandom(seed);
  const server = new ModelServer();
  const peers = Array.from(
    { length: size },
    (_, index) => new Peer(`peer${index}`, server, random),
  );
  steps.forEach(({ who, what }, index) => {
    const peer = peers[who % size];
    const action = ACTIONS[what % ACTIONS.length];
    if (peer && action) {
      action(peer, `${peer.name}.${index}`);
    }
  });
  heal(peers);
  const everything = canonical(server.content);
  for (const peer of peers) {
    expect(peer.state.type).toBe("synchronized");
    expect(peer.state.revision).toBe(server.log.length);
    expect(canonical(peer.editor)).toEqual(everything);
  }
  const found = [...marks(everything)].sort();
  expect(found).toEqual(peers.flatMap(({ made }) => made).sort());
}

describe("replicas of one document", () => {
  const step = fc.record({ who: fc.nat(3), what: fc.nat(ACTIONS.length - 1) });

  it("allPeersAgree: each edit counts once, whatever the lines and devices do", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 400, size: "max" }),
        fc.integer({ min: 2, max: 4 }),
        fc.nat(),
        play,
      ),
      cases(300),
    );
  });
});
