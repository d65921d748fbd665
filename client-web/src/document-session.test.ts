import Delta from "quill-delta";
import { describe, expect, it } from "vitest";
import { Browser, edits, join, joined, sentEdits } from "./testing/browser.ts";
import type { FakeSocket } from "./testing/fake-network.ts";

/** Someone else inserts `text` at the beginning of the document at revision `from`. */
function othersType(socket: FakeSocket, from: number, text: string): void {
  socket.say({
    type: "change",
    from,
    revision: from + 1,
    deltas: [new Delta().insert(text)],
    authors: ["x"],
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
    expect(editor.session.revision).toBe(9);
  });

  it("takes others' changes in over what is pending, the latecomer first", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    editor.type("late");
    othersType(browser.sockets.last, 7, "early");
    expect(editor.text).toBe("lateearly\n");
  });

  it("tells a new title, a new role and plugins' messages", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab();
    const socket = browser.sockets.last;
    socket.say({ type: "document", title: "Another" });
    socket.say({ type: "document", role: "viewer" });
    socket.say({ type: "plugin", plugin: "chat", body: { text: "hi" } });
    expect(editor.session.title).toBe("Another");
    expect(editor.session.role).toBe("viewer");
    expect(editor.news.slice(1)).toEqual([
      { title: "Another" },
      { role: "viewer" },
    ]);
    expect(editor.pluginMessages).toEqual([
      { plugin: "chat", body: { text: "hi" } },
    ]);
  });

  it("neither sends nor shows anything while an input method composes", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    const socket = browser.sockets.last;
    editor.session.hold();
    editor.type("ka");
    othersType(socket, 7, "x");
    othersType(socket, 8, "y");
    editor.do(new Delta().insert("か").delete(2));
    await stored(browser, "か");
    expect(editor.text).toBe("か\n");
    expect(edits(socket)).toEqual([]);
    editor.session.release();
    expect(editor.text).toBe("かyx\n");
    await sentEdits(socket, 1);
    socket.say({ type: "ack", seq: 1, revision: 10 });
    await sentEdits(socket, 2);
    expect(edits(socket)).toEqual([
      { type: "edit", seq: 1, revision: 9, delta: [{ insert: "ka" }] },
      {
        type: "edit",
        seq: 2,
        revision: 10,
        delta: [{ insert: "か" }, { delete: 2 }],
      },
    ]);
  });

  it("resumes after a connection that was lost while an input method composed", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    editor.session.hold();
    othersType(browser.sockets.last, 7, "x");
    browser.sockets.last.fail(1006);
    const socket = browser.reconnected();
    expect(join(socket)["revision"]).toBe(7);
    socket.say(joined({ head: 8 }));
    othersType(socket, 7, "x");
    expect(editor.text).toBe("\n");
    editor.session.release();
    expect(editor.text).toBe("x\n");
    expect(editor.session.state).toEqual({ type: "live" });
  });

  it("joins again from its own revision when messages leave a gap", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    const lossy = browser.sockets.last;
    editor.type("mine");
    await sentEdits(lossy, 1);
    othersType(lossy, 8, "after a gap");
    expect(lossy.isClosed).toBe(true);
    const socket = browser.reconnected();
    expect(join(socket)["revision"]).toBe(7);
    socket.say(joined({ head: 8 }));
    expect(edits(socket)).toEqual([]);
    othersType(socket, 7, "missed");
    expect(editor.text).toBe("minemissed\n");
    expect(edits(socket)).toEqual([
      { type: "edit", seq: 1, revision: 8, delta: [{ insert: "mine" }] },
    ]);
  });

  it("takes an ack of an edit that never left as a sign that another edit had its number", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    editor.session.hold();
    editor.type("mine");
    browser.sockets.last.say({ type: "ack", seq: 1, revision: 8 });
    editor.session.release();
    expect(editor.drafts[0]?.content.ops).toEqual([{ insert: "mine\n" }]);
    expect(browser.sockets.last.isClosed).toBe(true);
  });

  it("tells who it is on the server and which plugins are on, each time it joins", async () => {
    const browser = new Browser();
    const editor = await browser.tab();
    const seats: unknown[] = [];
    editor.session.addEventListener("seat", ({ detail: { seat } }) => {
      seats.push([seat?.session, editor.content?.length()]);
    });
    const content = new Delta().insert("text\n");
    const plugins = [{ name: "chat", module: "/plugins/chat/1/plugin.js" }];
    browser.sockets.last.open();
    browser.sockets.last.say(joined({ content, plugins }));
    expect(editor.session.seat).toEqual({ session: "s", plugins });
    browser.sockets.last.fail(1006);
    expect(editor.session.seat).toBeUndefined();
    browser.reconnected().say(joined({ session: "t" }));
    expect(editor.session.seat).toEqual({ session: "t", plugins: [] });
    expect(seats).toEqual([
      ["s", 5],
      [undefined, 5],
      ["t", 5],
    ]);
  });

  it("joins at once under another name, and loses nothing by it", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab();
    const first = browser.sockets.last;
    editor.type("mine ");
    await sentEdits(first, 1);
    editor.session.rename("Grace");
    expect(first.isClosed).toBe(true);
    const second = browser.sockets.last;
    expect(second).not.toBe(first);
    second.open();
    expect(join(second)).toMatchObject({ name: "Grace", revision: 7 });
    second.say(joined());
    await sentEdits(second, 1);
    expect(edits(second)).toEqual(edits(first));
    expect(editor.text).toBe("mine text\n");
  });

  it("carries a position of a revision that is still to come, once it has come", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab();
    editor.type("mine ");
    const carried = editor.session.fromRevision(3, 8, "before");
    othersType(browser.sockets.last, 7, "theirs ");
    expect(await carried).toBe(8);
    expect(editor.session.toRevision(8)).toEqual({ index: 3, revision: 8 });
    expect(await editor.session.fromRevision(1, 7, "after")).toBe(13);
  });

  it("does not take edits before there is content", async () => {
    const browser = new Browser();
    const editor = await browser.tab();
    expect(() => {
      editor.session.edit(new Delta().insert("a"));
    }).toThrow("edit of document d before its content is there");
  });

  it("says that it is closed, and is", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab();
    editor.session.close();
    expect(editor.session.state).toEqual({ type: "closed" });
    expect(browser.sockets.last.isClosed).toBe(true);
    browser.staysAway();
  });
});

/** Waits until the device has a pending edit with `text` in it. */
async function stored(browser: Browser, text: string): Promise<void> {
  await expect
    .poll(async () => JSON.stringify(await browser.storage.replicas("d")))
    .toContain(text);
}
