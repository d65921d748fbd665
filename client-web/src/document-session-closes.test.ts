import Delta from "quill-delta";
import { describe, expect, it } from "vitest";
import { TIMES } from "./connection.ts";
import { Browser, edits, join, joined, sentEdits } from "./testing/browser.ts";
import type { Editor } from "./testing/editor.ts";

/** A live tab with one edit on its way. */
async function savingTab(browser: Browser): Promise<Editor> {
  const editor = await browser.liveTab("\n");
  editor.type("mine");
  await sentEdits(browser.sockets.last, 1);
  return editor;
}

describe("after a close", () => {
  it.each([
    [1001, undefined],
    [1006, undefined],
    [1012, undefined],
    [1013, "store_unavailable"],
    [4408, "too_slow"],
    [4429, "too_many"],
  ])("with %i a session resumes and sends again", async (code, error) => {
    const browser = new Browser();
    const editor = await savingTab(browser);
    const first = join(browser.sockets.last);
    browser.sockets.last.fail(code, error);
    expect(editor.session.state).toEqual({
      type: "reconnecting",
      edits: 1,
      retryInMs: expect.any(Number),
    });
    const socket = browser.reconnected();
    expect(join(socket)).toEqual({ ...first, revision: 7 });
    socket.say(joined());
    expect(edits(socket)).toEqual([
      { type: "edit", seq: 1, revision: 7, delta: [{ insert: "mine" }] },
    ]);
    socket.say({ type: "ack", seq: 1, revision: 8 });
    expect(editor.session.state).toEqual({ type: "live" });
    expect(editor.drafts).toEqual([]);
  });

  it("does not send again what the server acknowledges at its place", async () => {
    const browser = new Browser();
    const editor = await savingTab(browser);
    browser.sockets.last.fail(1006);
    const socket = browser.reconnected();
    socket.say(joined({ head: 9 }));
    socket.say({ type: "ack", seq: 1, revision: 8 });
    socket.say({
      type: "change",
      from: 8,
      revision: 9,
      deltas: [new Delta().retain(4).insert("!")],
      authors: [],
    });
    expect(editor.text).toBe("mine!\n");
    expect(edits(socket)).toEqual([]);
    expect(editor.session.state).toEqual({ type: "live" });
  });

  it.each([
    [1009, "too_large"],
    [4400, "bad_message"],
    [4409, "unknown_revision"],
    [4413, "too_large"],
    [4422, "invalid_edit"],
  ])(
    "with %i the edits become a draft and a fresh replica joins",
    async (code, error) => {
      const browser = new Browser();
      const editor = await savingTab(browser);
      const first = join(browser.sockets.last);
      editor.type("buffered ", 0);
      browser.sockets.last.fail(code, error);
      const socket = browser.reconnected();
      expect(join(socket)).not.toHaveProperty("revision");
      expect(join(socket)["client"]).not.toBe(first["client"]);
      socket.say(joined({ content: new Delta().insert("theirs\n") }));
      expect(editor.text).toBe("theirs\n");
      expect(editor.session.state).toEqual({ type: "live" });
      expect(editor.drafts).toMatchObject([
        {
          documentId: "d",
          code: error,
          reason: `${error}, in words`,
          revision: 7,
        },
      ]);
      expect(editor.drafts[0]?.edit.ops).toEqual([{ insert: "buffered mine" }]);
      await expect
        .poll(() => browser.storage.drafts("d"))
        .toEqual(editor.drafts);
    },
  );

  it.each([
    [4403, "forbidden"],
    [4404, "not_found"],
  ])(
    "with %i a session is refused, and its edits are a draft",
    async (code, error) => {
      const browser = new Browser();
      const editor = await savingTab(browser);
      browser.sockets.last.fail(code, error);
      expect(editor.session.state).toEqual({
        type: "refused",
        code: error,
        reason: `${error}, in words`,
        forGood: true,
      });
      expect(editor.drafts).toHaveLength(1);
      browser.staysAway();
      editor.type("typed all the same");
      // Of a document that is closed to its author, a draft holds what they wrote and nothing else.
      expect(editor.drafts.at(-1)?.content.ops).toEqual([
        { insert: "typed all the samemine" },
      ]);
      expect(new Set(editor.drafts.map(({ id }) => id)).size).toBe(1);
    },
  );

  it.each([
    [4403, "forbidden"],
    [4404, "not_found"],
  ])(
    "with %i nothing of the document stays on the device",
    async (code, error) => {
      const browser = new Browser();
      const editor = await savingTab(browser);
      browser.sockets.last.say({ type: "ack", seq: 1, revision: 8 });
      expect(editor.session.state).toEqual({ type: "live" });
      await expect.poll(() => browser.storage.replicas("d")).toHaveLength(1);
      browser.sockets.last.fail(code, error);
      expect(editor.drafts).toEqual([]);
      await expect.poll(() => browser.storage.replicas("d")).toEqual([]);
    },
  );

  it("with 4403 what drafts hold beside their author's words goes, too", async () => {
    const browser = new Browser();
    const editor = await savingTab(browser);
    browser.sockets.last.fail(4422, "invalid_edit");
    const socket = browser.reconnected();
    socket.say(joined({ content: new Delta().insert("theirs\n") }));
    expect(editor.drafts[0]?.content.ops).toEqual([{ insert: "mine\n" }]);
    socket.fail(4403, "forbidden");
    await expect
      .poll(async () => {
        const drafts = await browser.storage.drafts("d");
        return drafts.map(({ content }) => content.ops);
      })
      .toEqual([[{ insert: "mine" }]]);
  });

  it("with 4401 a session is refused, and its edits wait for the next visit", async () => {
    const browser = new Browser();
    const editor = await savingTab(browser);
    browser.sockets.last.fail(4401, "unauthenticated");
    expect(editor.session.state).toMatchObject({
      type: "refused",
      code: "unauthenticated",
    });
    expect(editor.drafts).toEqual([]);
    browser.staysAway();
    editor.session.close();
    await editor.session.finished;
    const later = await browser.tab();
    expect(later.text).toBe("mine\n");
  });

  it("comes back after 4401 when it is told to, and sends what was kept", async () => {
    const browser = new Browser();
    const editor = await savingTab(browser);
    browser.sockets.last.fail(4401, "unauthenticated");
    browser.staysAway();
    editor.session.reopen();
    const socket = browser.sockets.last;
    socket.open();
    expect(join(socket).revision).toBe(7);
    socket.say(joined());
    expect(edits(socket)).toEqual([
      { type: "edit", seq: 1, revision: 7, delta: [{ insert: "mine" }] },
    ]);
    socket.say({ type: "ack", seq: 1, revision: 8 });
    expect(editor.session.state).toEqual({ type: "live" });
    const before = browser.sockets.all.length;
    editor.session.reopen();
    expect(browser.sockets.all).toHaveLength(before);
  });

  it("says whose edits it is about to send", async () => {
    const browser = new Browser();
    await browser.tab("a/1");
    expect(browser.sockets.last.url).toBe(
      "ws://server/ws/documents/d?account=a%2F1",
    );
    await browser.tab("");
    expect(browser.sockets.last.url).toBe(
      "ws://server/ws/documents/d?account=",
    );
    await browser.tab();
    expect(browser.sockets.last.url).toBe("ws://server/ws/documents/d");
  });

  it("with 4400 before it could join a session is refused", async () => {
    const browser = new Browser();
    const editor = await browser.tab();
    browser.sockets.last.open();
    browser.sockets.last.fail(4400, "bad_message");
    expect(editor.session.state.type).toBe("refused");
    browser.staysAway();
  });

  it("comes back later with each failure, and much later after too many", async () => {
    const browser = new Browser();
    browser.random = () => 0.5;
    const editor = await browser.tab();
    const limits: number[] = [];
    for (const code of [1006, 1006, 4429, 1006]) {
      browser.sockets.last.fail(code);
      const { state } = editor.session;
      limits.push(state.type === "reconnecting" ? state.retryInMs : -1);
      browser.waitsForSocket();
    }
    expect(limits).toEqual([250, 500, 4_000, 8_000]);
  });
});

describe("a rejected edit", () => {
  it("becomes a draft together with what was typed on it, until the fresh content is there", async () => {
    const browser = new Browser();
    const editor = await savingTab(browser);
    browser.sockets.last.say({
      type: "reject",
      seq: 1,
      code: "forbidden_word",
      message: "Not that word.",
    });
    editor.type("and more ");
    const socket = browser.reconnected();
    expect(join(socket)).not.toHaveProperty("revision");
    socket.say(joined({ content: new Delta().insert("theirs\n") }));
    expect(editor.text).toBe("theirs\n");
    const draft = editor.drafts.at(-1);
    expect(draft).toMatchObject({
      code: "forbidden_word",
      reason: "Not that word.",
    });
    expect(draft?.content.ops).toEqual([{ insert: "and more mine\n" }]);
    const later = await browser.tab();
    await expect.poll(() => later.session.drafts()).toEqual([draft]);
    await later.session.discardDraft(draft?.id ?? "");
    expect(await later.session.drafts()).toEqual([]);
  });
});

describe("a server that cannot store", () => {
  it("is quoted until the next ack", async () => {
    const browser = new Browser();
    const editor = await savingTab(browser);
    const socket = browser.sockets.last;
    const message = "The disk is full.";
    socket.say({ type: "error", code: "store_unavailable", message });
    expect(editor.notices).toEqual([{ source: "server", message }]);
    expect(editor.session.state).toEqual({ type: "saving" });
    socket.say({ type: "ack", seq: 1, revision: 8 });
    expect(editor.notices.at(-1)).toEqual({
      source: "server",
      message: undefined,
    });
    expect(editor.session.state).toEqual({ type: "live" });
  });

  it("is no longer quoted when someone else's edit was stored", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    const message = "The disk is full.";
    const socket = browser.sockets.last;
    socket.say({ type: "error", code: "store_unavailable", message });
    socket.say({
      type: "change",
      from: 7,
      revision: 8,
      deltas: [new Delta().insert("stored")],
      authors: [],
    });
    expect(editor.notices.at(-1)?.message).toBe(undefined);
  });

  it("is no longer quoted when it says the title anew", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    const message = "The disk is full.";
    const socket = browser.sockets.last;
    socket.say({ type: "error", code: "store_unavailable", message });
    socket.say({ type: "document", role: "viewer" });
    expect(editor.notices.at(-1)?.message).toBe(message);
    socket.say({ type: "document", title: "Minutes" });
    expect(editor.notices.at(-1)?.message).toBe(undefined);
  });

  it("is asked anew when it stays silent about the edit", async () => {
    const browser = new Browser();
    await savingTab(browser);
    const first = browser.sockets.last;
    const message = "The disk is full.";
    first.say({ type: "error", code: "store_unavailable", message });
    // It answers every ping meanwhile.
    while (!first.isClosed) {
      first.say({ type: "pong" });
      browser.clock.advance(10_000);
    }
    const socket = browser.reconnected();
    socket.say(joined());
    expect(edits(socket)).toHaveLength(1);
  });
});

describe("a connection", () => {
  it("that is silent is asked, and given up when it does not answer", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab();
    const socket = browser.sockets.last;
    browser.clock.advance(TIMES.silence);
    expect(socket.sent.at(-1)).toEqual({ type: "ping" });
    socket.say({ type: "pong" });
    browser.clock.advance(TIMES.silence + TIMES.pong - 1);
    expect(editor.session.state.type).toBe("live");
    browser.clock.advance(1);
    expect(editor.session.state.type).toBe("reconnecting");
    expect(socket.isClosed).toBe(true);
  });

  it("that never comes about is tried again", async () => {
    const browser = new Browser();
    const editor = await browser.tab();
    browser.clock.advance(TIMES.join);
    expect(editor.session.state.type).toBe("reconnecting");
    browser.reconnected();
  });

  it("that speaks another language is dropped", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab();
    browser.sockets.last.listener.received("no JSON");
    expect(browser.sockets.last.isClosed).toBe(true);
    expect(editor.session.state.type).toBe("reconnecting");
  });

  it("that was given up is not heard any more", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab("\n");
    const old = browser.sockets.last;
    browser.clock.advance(TIMES.silence + TIMES.pong);
    old.say({
      type: "change",
      from: 7,
      revision: 8,
      deltas: [new Delta().insert("late")],
      authors: [],
    });
    expect(editor.text).toBe("\n");
  });

  it("is made at once when the network comes back", async () => {
    const browser = new Browser();
    const editor = await savingTab(browser);
    editor.type("more");
    browser.sockets.last.fail(1006);
    browser.network.tell("offline");
    await expect
      .poll(() => editor.session.state)
      .toEqual({ type: "offline", edits: 2 });
    const before = browser.sockets.all.length;
    browser.network.tell("online");
    expect(browser.sockets.all.length).toBe(before + 1);
    expect(editor.session.state.type).toBe("reconnecting");
  });

  it("is made at once when the tab comes back", async () => {
    const browser = new Browser();
    await browser.liveTab();
    browser.sockets.last.fail(1006);
    const before = browser.sockets.all.length;
    browser.network.tell("visible");
    expect(browser.sockets.all.length).toBe(before + 1);
  });

  it("is checked when the network goes, since it may still be there", async () => {
    const browser = new Browser();
    const editor = await browser.liveTab();
    browser.network.tell("offline");
    expect(browser.sockets.last.sent.at(-1)).toEqual({ type: "ping" });
    expect(editor.session.state.type).toBe("live");
    browser.clock.advance(TIMES.quickPong);
    expect(editor.session.state).toEqual({ type: "offline", edits: 0 });
  });
});
