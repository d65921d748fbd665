import "fake-indexeddb/auto";
import Delta from "quill-delta";
import { describe, expect, it, vi } from "vitest";
import { DocumentSession } from "./document-session";
import { IndexedDbStorage } from "./indexed-db-storage";
import type { Joined } from "./protocol";
import type { SessionStorage } from "./storage";
import { Editor } from "./testing/editor";
import type { FakeSocket } from "./testing/fake-network";
import { FakeNetwork, FakeSockets } from "./testing/fake-network";
import { ManualClock } from "./testing/manual-clock";
import { MemoryClaims } from "./testing/memory-claims";

let databases = 0;

/** One browser with its tabs, all in a document `d`, and no server but the test. */
class Browser {
  readonly clock = new ManualClock();
  readonly network = new FakeNetwork();
  readonly sockets = new FakeSockets();
  readonly claims = new MemoryClaims();
  storage: SessionStorage;

  constructor() {
    databases += 1;
    this.storage = new IndexedDbStorage(`test-${databases}`);
  }

  /** A tab that opened the document and started to connect. */
  async tab(): Promise<Editor> {
    const { clock, network, storage, claims } = this;
    const session = new DocumentSession({
      documentId: "d",
      url: "ws://server",
      name: "Ada",
      device: { storage, claims },
      environment: {
        clock,
        network,
        random: Math.random,
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
    const before = this.sockets.all.length;
    this.clock.advance(30_000);
    expect(this.sockets.all.length).toBeGreaterThan(before);
    this.sockets.last.open();
    return this.sockets.last;
  }
}

function joined(news: Partial<Joined> = {}): Joined {
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
function edits(socket: FakeSocket): unknown[] {
  return socket.sent.filter((message) => typeOf(message) === "edit");
}

function typeOf(message: unknown): unknown {
  return typeof message === "object" && message !== null && "type" in message
    ? message.type
    : undefined;
}

/** Waits for the edit that storing has set free. */
async function sentEdits(socket: FakeSocket, count: number): Promise<void> {
  await vi.waitFor(() => {
    expect(edits(socket)).toHaveLength(count);
  });
}

describe("a session", () => {
  it("joins, shows the content and the title, and is live", async () => {
    const browser = new Browser();
    const editor = await browser.tab();
    expect(editor.session.state).toEqual({ type: "waiting" });
    browser.sockets.last.open();
    expect(browser.sockets.last.url).toBe("ws://server/ws/documents/d");
    expect(browser.sockets.last.sent).toEqual([
      { type: "join", client: expect.stringMatching(/^\w{22}$/), name: "Ada" },
    ]);
    browser.sockets.last.say(joined({ content: new Delta().insert("Hi\n") }));
    expect(editor.text).toBe("Hi\n");
    expect(editor.contents[0]?.from).toBe("server");
    expect(editor.session.state).toEqual({ type: "live" });
    expect(editor.session.title).toBe("A title");
    expect(editor.news).toEqual([{ title: "A title", role: "editor" }]);
  });

  it("has one edit in flight, and sends what was typed meanwhile as the next", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab();
    const socket = browser.sockets.last;
    editor.type("a");
    expect(editor.session.state).toEqual({ type: "saving" });
    await sentEdits(socket, 1);
    editor.type("b", 1);
    editor.type("c", 2);
    socket.say({ type: "ack", seq: 1, revision: 8 });
    await sentEdits(socket, 2);
    socket.say({ type: "ack", seq: 2, revision: 9 });
    expect(edits(socket)).toEqual([
      { type: "edit", seq: 1, revision: 7, delta: [{ insert: "a" }] },
      {
        type: "edit",
        seq: 2,
        revision: 8,
        delta: [{ retain: 1 }, { insert: "bc" }],
      },
    ]);
    expect(editor.session.state).toEqual({ type: "live" });
  });

  it("takes others' changes in over what is pending, the latecomer first", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    editor.type("late");
    browser.sockets.last.say({
      type: "change",
      from: 7,
      revision: 8,
      deltas: [new Delta().insert("early")],
      authors: ["x"],
    });
    expect(editor.text).toBe("lateearly\n");
  });
});
