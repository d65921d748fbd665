import { describe, expect, test } from "vitest";
import type { SessionEvents, SessionState } from "../document-session.ts";
import { TypedEventTarget } from "../typed-events.ts";
import type { Account } from "./account-api.ts";
import { keepSession } from "./session-keeper.ts";
import type { Who } from "./who-am-i.ts";

function account(id: string): Account {
  return { id, kind: "member", name: id, displayName: id, color: "#000000" };
}

const SIGNED_OUT: SessionState = {
  type: "refused",
  code: "unauthenticated",
  reason: "sign in first",
  forGood: false,
};

class Session extends TypedEventTarget<SessionEvents> {
  state: SessionState = { type: "live" };
  reopened = 0;

  reopen(): void {
    this.reopened += 1;
    this.become({ type: "waiting" });
  }

  become(state: SessionState): void {
    this.state = state;
    this.emit("state", { state });
  }
}

class Source extends TypedEventTarget<{ readonly change: undefined }> {
  who: Who = { type: "signed-in", account: account("ada") };
  asked = 0;

  refresh(): Promise<void> {
    this.asked += 1;
    return Promise.resolve();
  }

  become(who: Who): void {
    this.who = who;
    this.emit("change", undefined);
  }
}

function keeping(owner = "ada") {
  const session = new Session();
  const source = new Source();
  const leaving = new AbortController();
  keepSession(session, owner, source, leaving.signal);
  return { session, source, leaving };
}

describe("a document whose session was refused", () => {
  test("comes back by itself if its person is signed in", async () => {
    const { session, source } = keeping();
    session.become(SIGNED_OUT);
    await expect.poll(() => session.reopened).toBe(1);
    expect(source.asked).toBe(1);
  });

  test("does not ask a server for ever that goes on refusing", async () => {
    const { session, source } = keeping();
    session.become(SIGNED_OUT);
    await expect.poll(() => session.reopened).toBe(1);
    session.become(SIGNED_OUT);
    await expect.poll(() => source.asked).toBe(2);
    await Promise.resolve();
    expect(session.reopened).toBe(1);
    session.become({ type: "live" });
    session.become(SIGNED_OUT);
    await expect.poll(() => session.reopened).toBe(2);
  });

  test("waits until its person signs in again, and for nobody else", async () => {
    const { session, source } = keeping();
    source.become({ type: "signed-out" });
    session.become(SIGNED_OUT);
    await expect.poll(() => source.asked).toBe(1);
    source.become({ type: "signed-in", account: account("bob") });
    expect(session.reopened).toBe(0);
    source.become({ type: "signed-in", account: account("ada") });
    expect(session.reopened).toBe(1);
  });

  test("stays refused where accounts have come since, and for other refusals", () => {
    const { session, source } = keeping("");
    session.become(SIGNED_OUT);
    source.become({ type: "signed-in", account: account("ada") });
    expect(session.reopened).toBe(0);
    const other = keeping();
    other.session.become({
      type: "refused",
      code: "not_found",
      reason: "",
      forGood: true,
    });
    other.source.become({ type: "signed-in", account: account("ada") });
    expect(other.session.reopened).toBe(0);
  });

  test("is left alone once its page is", () => {
    const { session, source, leaving } = keeping();
    leaving.abort();
    session.become(SIGNED_OUT);
    source.become({ type: "signed-in", account: account("ada") });
    expect(session.reopened).toBe(0);
    expect(source.asked).toBe(0);
  });
});
