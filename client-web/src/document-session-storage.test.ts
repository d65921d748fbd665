import Delta from "quill-delta";
import { describe, expect, it } from "vitest";
import type { ReplicaRecord, SessionStorage } from "./storage.ts";
import { Browser, edits, join, joined, sentEdits } from "./testing/browser.ts";
import type { Editor } from "./testing/editor.ts";

/** Closes a tab and waits until the device has everything. */
async function close(editor: Editor): Promise<void> {
  editor.session.close();
  await editor.session.finished;
}

/** The replicas of the document on the device. */
async function records(browser: Browser): Promise<readonly ReplicaRecord[]> {
  const stored = await browser.storage.replicas("d");
  return stored.map(({ record }) => record);
}

/** Resolves when everything that waits for no timer is done. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}

/** `storage`, but it cannot write. */
function full(storage: SessionStorage): SessionStorage {
  return {
    replicas: (documentId) => storage.replicas(documentId),
    write: () => Promise.reject(new Error("quota exceeded")),
    remove: (key) => storage.remove(key),
    putAside: () => Promise.reject(new Error("quota exceeded")),
    drafts: (documentId) => storage.drafts(documentId),
    discardDraft: (id) => storage.discardDraft(id),
    records: () => storage.records(),
    documentsWithDrafts: () => storage.documentsWithDrafts(),
  };
}

describe("a tab closed offline", () => {
  it("has its edits merged exactly once on the next visit", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    const first = join(browser.sockets.last);
    editor.type("sent");
    await sentEdits(browser.sockets.last, 1);
    browser.sockets.last.fail(1006);
    browser.network.tell("offline");
    editor.type("not ", 0);
    await close(editor);

    const later = await browser.tab();
    expect(later.contents).toMatchObject([{ from: "device" }]);
    expect(later.text).toBe("not sent\n");
    expect(later.session.title).toBe("A title");
    const socket = browser.sockets.last;
    socket.open();
    expect(join(socket)).toEqual({ ...first, revision: 7 });
    socket.say(joined({ head: 9 }));
    socket.say({ type: "ack", seq: 1, revision: 8 });
    socket.say({
      type: "change",
      from: 8,
      revision: 9,
      deltas: [new Delta().retain(4).insert("!")],
      authors: [],
    });
    expect(later.text).toBe("not sent!\n");
    await sentEdits(socket, 1);
    expect(edits(socket)).toEqual([
      { type: "edit", seq: 2, revision: 9, delta: [{ insert: "not " }] },
    ]);
    socket.say({ type: "ack", seq: 2, revision: 10 });
    expect(later.session.state).toEqual({ type: "live" });
  });

  it("shows the document on the next visit, still offline", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("kept\n");
    await close(editor);
    browser.network.tell("offline");
    const later = await browser.tab();
    expect(later.text).toBe("kept\n");
    expect(later.session.state).toEqual({ type: "offline", edits: 0 });
    later.type("more ");
    await expect
      .poll(() => later.session.state)
      .toEqual({ type: "offline", edits: 1 });
  });

  it("counts an edit as kept on this device when it is, not before", async () => {
    const browser = new Browser();
    const { storage } = browser;
    const slow: (() => void)[] = [];
    browser.storage = {
      ...full(storage),
      write: async (record, base) => {
        await new Promise<void>((resolve) => slow.push(resolve));
        await storage.write(record, base);
      },
    };
    const editor = await browser.liveTab("\n");
    browser.sockets.last.fail(1006);
    browser.network.tell("offline");
    editor.type("not yet");
    await expect.poll(() => slow.length).toBe(1);
    expect(editor.session.state).toEqual({ type: "offline", edits: 0 });
    slow.forEach((write) => {
      write();
    });
    await expect
      .poll(() => editor.session.state)
      .toEqual({ type: "offline", edits: 1 });
  });

  it("does not count an edit as kept because an earlier one was", async () => {
    const browser = new Browser();
    const { storage } = browser;
    let isFull = false;
    browser.storage = {
      ...full(storage),
      write: async (record, base) => {
        if (isFull) throw new Error("quota exceeded");
        await storage.write(record, base);
      },
    };
    const editor = await browser.liveTab("\n");
    const socket = browser.sockets.last;
    editor.type("one ");
    await sentEdits(socket, 1);
    isFull = true;
    socket.say({ type: "ack", seq: 1, revision: 8 });
    socket.fail(1006);
    browser.network.tell("offline");
    editor.type("two");
    await settled();
    expect(editor.session.state).toEqual({ type: "offline", edits: 0 });
  });

  it("leaves nothing of an edit on the way to the server that the device does not have", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    editor.type("mine");
    await sentEdits(browser.sockets.last, 1);
    const after = await browser.killed().tab();
    expect(after.text).toBe("mine\n");
  });
});

describe("edits that became a draft", () => {
  it("are not merged as well, even when the device was slow to store them", async () => {
    const browser = new Browser();
    const { storage } = browser;
    const slow: (() => void)[] = [];
    let begun = 0;
    let written = 0;
    browser.storage = {
      ...full(storage),
      putAside: (draft, key) => storage.putAside(draft, key),
      write: async (record, base) => {
        begun += 1;
        await new Promise<void>((resolve) => slow.push(resolve));
        await storage.write(record, base);
        written += 1;
      },
    };
    const editor = await browser.liveTab("\n");
    editor.type("one ");
    editor.type("two ");
    slow.shift()?.();
    await expect.poll(() => edits(browser.sockets.last).length).toBe(1);
    editor.type("three ");
    browser.sockets.last.fail(4422, "invalid_edit");
    editor.session.close();
    slow.forEach((done) => {
      done();
    });
    await editor.session.finished;
    expect(begun).toBe(2);
    await expect.poll(() => written).toBe(2);
    expect(await storage.drafts("d")).toHaveLength(1);
    expect((await records(browser)).filter(({ inFlight }) => inFlight)).toEqual(
      [],
    );
  });
});

describe("a replica with nothing pending", () => {
  it("comes back under a new name, and resumes at its revision", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab();
    const first = join(browser.sockets.last);
    await close(editor);
    await browser.tab();
    browser.sockets.last.open();
    expect(join(browser.sockets.last)["revision"]).toBe(7);
    expect(join(browser.sockets.last)["client"]).not.toBe(first["client"]);
  });

  it("keeps a long tail of changes out of the stored base until it is folded", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    for (let revision = 7; revision < 160; revision += 1) {
      browser.sockets.last.say({
        type: "change",
        from: revision,
        revision: revision + 1,
        deltas: [new Delta().insert("x")],
        authors: [],
      });
      if (revision === 60) {
        browser.clock.advance(2_000);
        await expect
          .poll(async () => (await records(browser))[0]?.tail)
          .toHaveLength(54);
      }
    }
    await close(editor);
    expect((await records(browser))[0]?.tail).toHaveLength(0);
    const later = await browser.tab();
    expect(later.text).toBe(`${"x".repeat(153)}\n`);
  });
});

describe("two tabs", () => {
  it("are two replicas, each with a name of its own", async () => {
    const browser = new Browser();
    const one = await browser.liveTab();
    const oneSocket = browser.sockets.last;
    const other = await browser.liveTab();
    expect(join(browser.sockets.last)["client"]).not.toBe(
      join(oneSocket)["client"],
    );
    await close(one);
    await close(other);
    expect(await records(browser)).toHaveLength(2);
  });

  it("deliver what a third left behind, under its name, while they show their own", async () => {
    const browser = new Browser();
    const left = await browser.liveTab("\n");
    const leftJoin = join(browser.sockets.last);
    const other = await browser.liveTab("\n");
    const otherSocket = browser.sockets.last;
    left.type("left behind");
    await expect
      .poll(async () => (await records(browser)).map((r) => r.inFlight?.seq))
      .toContain(1);
    browser.sockets.all.forEach((socket) => {
      socket.listener.closed(1006, "");
    });
    await close(left);
    const before = browser.sockets.all.length;

    browser.network.tell("online");
    browser.sockets.last.open();
    browser.sockets.last.say(joined());
    expect(otherSocket).not.toBe(browser.sockets.last);
    await expect.poll(() => browser.sockets.all.length).toBe(before + 2);
    const delivery = browser.sockets.last;
    delivery.open();
    expect(join(delivery)).toEqual({ ...leftJoin, revision: 7 });
    expect(other.session.state).toEqual({ type: "saving" });
    delivery.say(joined());
    expect(edits(delivery)).toEqual([
      { type: "edit", seq: 1, revision: 7, delta: [{ insert: "left behind" }] },
    ]);
    delivery.say({ type: "ack", seq: 1, revision: 8 });
    await expect.poll(() => records(browser)).toHaveLength(1);
    expect(delivery.isClosed).toBe(true);
    expect(other.session.state).toEqual({ type: "live" });
    expect(other.text).toBe("\n");
  });

  it("make a draft of what a third left behind and the server will not take", async () => {
    const browser = new Browser();
    for (const text of ["first", "second"]) {
      const editor = await browser.liveTab("\n");
      editor.type(text);
      await sentEdits(browser.sockets.last, 1);
      browser.clock.advance(10);
    }
    const next = browser.killed();
    const later = await next.tab();
    expect(later.text).toBe("second\n");
    const delivery = next.sockets.last;
    delivery.open();
    delivery.say(joined());
    delivery.fail(4422, "invalid_edit");
    expect(later.drafts[0]?.edit.ops).toEqual([{ insert: "first" }]);
    await expect.poll(() => records(browser)).toHaveLength(1);
    expect(await later.session.drafts()).toEqual(later.drafts);
    expect(later.text).toBe("second\n");
  });
});

describe("a device that cannot store", () => {
  it("says so, and sends the edits all the same", async () => {
    const browser = new Browser();
    const storage = browser.storage;
    browser.storage = full(storage);
    const editor = await browser.liveTab("\n");
    editor.type("mine");
    await sentEdits(browser.sockets.last, 1);
    expect(editor.notices).toEqual([
      {
        source: "device",
        message: "This device does not keep your unsaved edits: quota exceeded",
      },
    ]);
  });

  it("keeps a draft in the tab", async () => {
    const browser = new Browser();
    browser.storage = full(browser.storage);
    const editor = await browser.liveTab("\n");
    editor.type("mine");
    await sentEdits(browser.sockets.last, 1);
    browser.sockets.last.fail(4422, "invalid_edit");
    expect(await editor.session.drafts()).toEqual(editor.drafts);
  });

  it("takes the word back once it can", async () => {
    const browser = new Browser();
    let isFull = true;
    const { storage } = browser;
    browser.storage = {
      ...full(storage),
      write: (record, base) =>
        (isFull ? full(storage) : storage).write(record, base),
    };
    const editor = await browser.liveTab("\n");
    editor.type("mine");
    await sentEdits(browser.sockets.last, 1);
    isFull = false;
    browser.clock.advance(5_000);
    await expect
      .poll(() => editor.notices.at(-1))
      .toEqual({ source: "device", message: undefined });
    expect((await records(browser))[0]?.inFlight?.seq).toBe(1);
  });

  it("opens the document without its own copy", async () => {
    const browser = new Browser();
    browser.storage = {
      ...full(browser.storage),
      replicas: () => Promise.reject(new Error("no access")),
    };
    const editor = await browser.liveTab("theirs\n");
    expect(editor.text).toBe("theirs\n");
    expect(editor.notices[0]?.message).toContain("no access");
  });
});
