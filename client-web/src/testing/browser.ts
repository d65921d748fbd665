import "fake-indexeddb/auto";
import Delta from "quill-delta";
import { expect, vi } from "vitest";
import { DocumentSession } from "../document-session.ts";
import { IndexedDbStorage } from "../indexed-db-storage.ts";
import type { Joined } from "../protocol.ts";
import type { SessionStorage } from "../storage.ts";
import { Editor } from "./editor.ts";
import type { FakeSocket } from "./fake-network.ts";
import { FakeNetwork, FakeSockets } from "./fake-network.ts";
import { ManualClock } from "./manual-clock.ts";
import { MemoryClaims } from "./memory-claims.ts";
import { seededRandom } from "./random-edits.ts";

let databases = 0;

/** One browser with its tabs, all in a document `d`, and no server but the test. */
export class Browser {
  readonly clock = new ManualClock();
  readonly network = new FakeNetwork();
  readonly sockets = new FakeSockets();
  readonly claims = new MemoryClaims();
  random = seededRandom(databases);
  storage: SessionStorage;

  constructor() {
    databases += 1;
    this.storage = new IndexedDbStorage(`test-${databases}`);
  }

  /** A tab that opened the document and started to connect. */
  async tab(owner?: string): Promise<Editor> {
    const { clock, network, storage, claims } = this;
    const session = new DocumentSession({
      ...(owner === undefined ? {} : { owner }),
      documentId: "d",
      url: "ws://server",
      name: "Ada",
      device: { storage, claims },
      environment: {
        clock,
        network,
        random: this.random,
        connect: this.sockets.connect,
      },
    });
    const editor = new Editor(session);
    await session.open();
    return editor;
  }

  /** A tab that is live in the document `text`. */
  async liveTab(text = "text\n"): Promise<Editor> {
    const editor = await this.tab();
    this.sockets.last.open();
    this.sockets.last.say(joined({ content: new Delta().insert(text) }));
    return editor;
  }

  /** Runs the clock until the client opens another socket, and opens it. */
  reconnected(): FakeSocket {
    this.waitsForSocket();
    this.sockets.last.open();
    return this.sockets.last;
  }

  /** Runs the clock until the client opens another socket. */
  waitsForSocket(): void {
    const before = this.sockets.all.length;
    for (let waited = 0; waited < 30_000; waited += 100) {
      if (this.sockets.all.length > before) {
        return;
      }
      this.clock.advance(100);
    }
    throw new Error("no other socket was opened within 30 s");
  }

  /** Runs the clock for long, and sees no further socket. */
  staysAway(): void {
    const before = this.sockets.all.length;
    this.clock.advance(3_600_000);
    expect(this.sockets.all.length).toBe(before);
  }

  /** The browser is closed without a word to its tabs. */
  killed(): Browser {
    const next = new Browser();
    next.storage = this.storage;
    return next;
  }
}

export function joined(news: Partial<Joined> = {}): Joined {
  return {
    type: "joined",
    session: "s",
    revision: 7,
    head: 7,
    role: "editor",
    document: { id: "d", title: "A title" },
    plugins: [],
    ...news,
  };
}

/** The edits that went over a socket. */
export function edits(socket: FakeSocket): unknown[] {
  return socket.sent.filter((message) => typeOf(message) === "edit");
}

function typeOf(message: unknown): unknown {
  return typeof message === "object" && message !== null && "type" in message
    ? message.type
    : undefined;
}

/** The join that opened a socket. */
export function join(socket: FakeSocket): Record<string, unknown> {
  const [first] = socket.sent;
  expect(typeOf(first)).toBe("join");
  return { ...(typeof first === "object" ? first : {}) };
}

/** Waits for the edit that storing has set free. */
export async function sentEdits(
  socket: FakeSocket,
  count: number,
): Promise<void> {
  await vi.waitFor(() => {
    expect(edits(socket)).toHaveLength(count);
  });
}
